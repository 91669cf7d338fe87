#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tools/plot.sh [bench.json [FILE.svg]]: what cost does as size grows.
#
# Figures of make bench whose names differ in one number ("10000 students",
# "100 open") are one line of the plot: bars in the terminal, and lines on two
# logarithmic scales in FILE.svg.  Take several runs together:
#
#	cat small.json large.json | tools/plot.sh - cost.svg
json=${1:-bench.json}
[ "$json" = - ] && json=/dev/stdin
exec awk -v svg="${2:-}" '
function field(name,   s) {
	s = $0
	if (!sub(".*\"" name "\":", "", s)) return ""
	if (substr(s, 1, 1) == "\"") { s = substr(s, 2); sub("\".*", "", s) }
	else sub("[,}].*", "", s)
	return s
}
function log10(x) { return log(x) / log(10) }
function min(a, b) { return a == "" || b < a ? b : a }
function max(a, b) { return a == "" || b > a ? b : a }
/"figure"/ {
	name = field("figure"); value = field("value") + 0
	if (value <= 0 ||
	    !match(name, /[0-9]+ (students|rows|sessions|open|others)/))
		next
	split(substr(name, RSTART, RLENGTH), part, " ")
	line = substr(name, 1, RSTART - 1) "N " part[2] \
	    substr(name, RSTART + RLENGTH) " (" field("unit") ")"
	if (!(line in points)) order[++lines] = line
	n = ++points[line]
	x[line, n] = part[1] + 0; y[line, n] = value
}
END {
	for (i = 1; i <= lines; i++) {
		line = order[i]
		for (k = 1; k <= points[line]; k++) {
			x0 = min(x0, x[line, k]); x1 = max(x1, x[line, k])
		}
		if (points[line] > 1) shown[++series] = line
	}
	if (series == 0) { print "plot: no figure at two sizes"; exit 1 }
	for (i = 1; i <= series; i++) {
		line = shown[i]; top = 0
		for (k = 1; k <= points[line]; k++) top = max(top, y[line, k])
		print line
		for (k = 1; k <= points[line]; k++) {
			bar = sprintf("%*s", int(40 * y[line, k] / top + 0.5), "")
			gsub(" ", "#", bar)
			printf "  %10d  %10.6g  %s\n", x[line, k], y[line, k], bar
		}
	}
	if (svg == "") exit
	for (i = 1; i <= series; i++)
		for (k = 1; k <= points[shown[i]]; k++) {
			y0 = min(y0, y[shown[i], k]); y1 = max(y1, y[shown[i], k])
		}
	w = 640; h = 360; m = 60
	lx = log10(x0); ux = log10(x1); if (ux == lx) ux = lx + 1
	ly = int(log10(y0)) - (log10(y0) < 0); uy = log10(y1)
	if (uy - ly < 1) uy = ly + 1
	tall = h + m + 20 + 18 * series
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\"" \
	    " height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">\n",
	    w + 2 * m, tall >svg
	printf "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n" >svg
	for (e = ly; e <= uy; e++) {
		at = h + 10 - (e - ly) / (uy - ly) * h
		printf "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>" \
		    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%g</text>\n",
		    m, at, m + w, m - 6, at + 4, 10 ^ e >svg
	}
	for (e = int(lx); e <= ux; e++)
		if (e >= lx)
			printf "<text x=\"%.1f\" y=\"%d\"" \
			    " text-anchor=\"middle\">%d</text>\n",
			    m + (e - lx) / (ux - lx) * w, h + 28, 10 ^ e >svg
	for (i = 1; i <= series; i++) {
		line = shown[i]; path = ""
		colour = "hsl(" (i - 1) * 360 / series ",70%,40%)"
		for (k = 1; k <= points[line]; k++) {
			px = m + (log10(x[line, k]) - lx) / (ux - lx) * w
			py = h + 10 - (log10(y[line, k]) - ly) / (uy - ly) * h
			path = path sprintf("%s%.1f %.1f", k > 1 ? "L" : "M", px, py)
			printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"" \
			    " fill=\"%s\"/>\n", px, py, colour >svg
		}
		gsub("&", "\\&amp;", line); gsub("<", "\\&lt;", line)
		printf "<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>" \
		    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n",
		    path, colour, m, h + 50 + 18 * i, colour, line >svg
	}
	print "</svg>" >svg
}' "$json"
