-- One criterion answered after another, each by somebody or about something that has no answer yet. BENCH_ANSWERS names a file: the criteria on
-- the first line, then a token a line. BENCH_FROM is the first to use.
local criteria, tokens = {}, {}
local n = tonumber(os.getenv("BENCH_FROM"))
local words = string.rep("We+ask+people+before+we+write+the+plan.+", 8)

for line in io.lines(os.getenv("BENCH_ANSWERS")) do
	if #criteria == 0 then
		for criterion in line:gmatch("%S+") do criteria[#criteria + 1] = criterion end
	else
		tokens[#tokens + 1] = line
	end
end

function request()
	local token, criterion = tokens[math.floor(n / #criteria) + 1], criteria[n % #criteria + 1]
	n = n + 1
	return wrk.format("POST", "/answer/" .. token .. "/" .. criterion,
		{ ["Content-Type"] = "application/x-www-form-urlencoded", ["Accept"] = "text/html" },
		"version=0&placed=" .. (n % 5 + 1) .. "&strength=" .. words .. n .. "&development=" .. words .. n)
end
