#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tools/plot.sh [bench.json [FILE.svg]]: what cost does as size grows.
#
# Figures of make bench whose names differ in one number ("10000 students",
# "100 open") are one line of the plot: bars in the terminal, and in FILE.svg
# lines on two logarithmic scales, a frame for each unit; p99 is dashed, in the
# colour of its p50.  Flat is good.  Take several runs together:
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
	unit[line] = field("unit")
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
	lx = int(log10(x0)); ux = log10(x1); if (ux == lx) ux = lx + 1
	for (i = 1; i <= series; i++)
		if (!(unit[shown[i]] in tall)) {
			units[++frames] = unit[shown[i]]
			tall[unit[shown[i]]] = high(unit[shown[i]])
			all += tall[unit[shown[i]]] + 70
		}
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\"" \
	    " height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">\n" \
	    "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
	    all >svg
	for (f = 1; f <= frames; f++) {
		frame(units[f], top_of + 30, tall[units[f]])
		top_of += tall[units[f]] + 70
	}
	print "</svg>" >svg
}
function high(u,   i, n) {
	for (i = 1; i <= series; i++) n += unit[shown[i]] == u
	return max(120, 16 * n)
}
function across(v) { return 70 + (log10(v) - lx) / (ux - lx) * 480 }
function sized(v) { return v >= 1e6 ? v / 1e6 " M" : v >= 1e3 ? v / 1e3 " k" : v }
function text(px, py, anchor, colour, what) {
	gsub("&", "\\&amp;", what); gsub("<", "\\&lt;", what)
	printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">" \
	    "%s</text>\n", px, py, anchor, colour, what >svg
}
function rule(px, py, path) {
	printf "<path d=\"M%.1f %.1f%s\" stroke=\"#ddd\"/>\n", px, py, path >svg
}
# All lines of a unit, from `top` on, so high; what they are stands beside it.
function frame(u, top, h,   i, k, n, e, y0, y1, ly, uy, at, line, kin, hue, path, px, py, colour, kins) {
	for (i = 1; i <= series; i++)
		for (k = 1; unit[shown[i]] == u && k <= points[shown[i]]; k++) {
			y0 = min(y0, y[shown[i], k]); y1 = max(y1, y[shown[i], k])
		}
	ly = int(log10(y0)) - (log10(y0) < 0)
	uy = int(log10(y1)) + (log10(y1) > int(log10(y1)))
	if (uy - ly < 1) uy = ly + 1
	text(70, top - 10, "start", "black", u)
	for (e = ly; e <= uy; e++) {
		at = top + h - (e - ly) / (uy - ly) * h
		rule(70, at, "H550")
		text(62, at + 4, "end", "#555", sized(10 ^ e))
	}
	for (e = lx; e <= ux; e++) {
		rule(across(10 ^ e), top, "V" top + h)
		text(across(10 ^ e), top + h + 16, "middle", "#555", sized(10 ^ e))
	}
	for (i = 1; i <= series; i++) {
		line = kin = shown[i]
		if (unit[line] != u) continue
		sub(/p99/, "p50", kin)
		if (!((u, kin) in hue)) hue[u, kin] = kins++ * 137.5 % 360
		colour = "hsl(" hue[u, kin] ",75%,38%)"
		path = ""; n++
		for (k = 1; k <= points[line]; k++) {
			px = across(x[line, k])
			py = top + h - (log10(y[line, k]) - ly) / (uy - ly) * h
			path = path sprintf("%s%.1f %.1f", k > 1 ? "L" : "M", px, py)
			printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"" \
			    " fill=\"%s\"/>\n", px, py, colour >svg
		}
		printf "<path d=\"%s\" fill=\"none\" stroke=\"%s\"%s/>\n", path,
		    colour, line ~ /p99/ ? " stroke-dasharray=\"4 3\"" : "" >svg
		text(px + 6, py + 4, "start", colour, n)
		text(580, top + 16 * n - 4, "start", colour, n "  " line)
	}
}' "$json"
