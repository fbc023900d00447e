-- Opens a draft in Neovim, prints what the server says, takes the first fix, and saves.
local draft, command = arg[1], { arg[2], "-m", "zhlint", "lsp" }
local done = {}
vim.cmd.edit(vim.fn.fnameescape(draft))
local id = vim.lsp.start({ name = "zhlint", cmd = command, root_dir = vim.fs.dirname(draft) })
assert(vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20), "no diagnostics")
local client = vim.lsp.get_client_by_id(id)
local found = vim.diagnostic.get(0)
for _, one in ipairs(found) do
  table.insert(done, { code = one.code, line = one.lnum, column = one.col, message = one.message })
end
vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action) return vim.startswith(action.title, "改为") end,
})
assert(vim.wait(60000, function() return #vim.diagnostic.get(0) == #found - 1 end, 20), "the fix was not made")
vim.cmd.write()
io.stdout:write(vim.json.encode({ encoding = client.offset_encoding, findings = done }), "\n")
client:stop()
vim.wait(60000, function() return client:is_stopped() end, 20)
