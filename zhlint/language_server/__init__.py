"""The language server: findings, fixes and rule pages in any editor that speaks LSP."""
