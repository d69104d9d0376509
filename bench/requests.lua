-- Sends the requests of a file, each once and in order: a path and a body on a line, tab between.
-- Stops the run when all are sent, so that no request is made twice.
local paths, bodies, sent = {}, {}, 0
local method, token

function init(args)
  method, token = args[1], args[2]
  for line in io.lines(args[3]) do
    local path, body = line:match("^([^\t]*)\t?(.*)$")
    paths[#paths + 1] = path
    bodies[#bodies + 1] = body
  end
  if token ~= "-" then wrk.headers["Authorization"] = "Bearer " .. token end
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  sent = sent % #paths + 1
  if method == "GET" then return wrk.format(method, paths[sent]) end
  return wrk.format(method, paths[sent], nil, bodies[sent])
end

function done(summary, latency, requests)
  io.write(string.format(
    "\nRESULT %d %d %d %d %f %f\n", summary.requests, summary.duration,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
