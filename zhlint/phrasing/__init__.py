"""Wording that people read: reasons in Chinese, quotation marks, visible control characters."""
