-- SPDX-License-Identifier: MIT
-- Reports for wrk, each with a text of its own. Each thread has one connection
-- (as many threads as connections), so an answer belongs to the report that
-- the thread sent last. What was acknowledged is written down at once, and so
-- is every other answer.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local function file(folder, name)
  local to = assert(io.open(folder .. "/" .. name .. "-" .. number, "w"))
  to:setvbuf("no")
  return to
end

function init(arguments)
  acknowledged = file(arguments[1], "acknowledged")
  refused = file(arguments[1], "refused")
  sent = 0
end

function request()
  sent = sent + 1
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" },
    string.format('{"command_name":"START","result":"success",' ..
      '"result_detail":{"msg":"%d-%d"}}', number, sent))
end

function response(status, _, body)
  if status == 200 then
    acknowledged:write(number, "-", sent, "\n")
  else
    refused:write(status, " ", body, "\n")
  end
end
