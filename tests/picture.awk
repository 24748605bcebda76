# SPDX-License-Identifier: MIT
# What a terminal was sent into an SVG: one text element for each piece of one
# colour, as wide as its columns whatever the font.

function number(value) {
    return sprintf("%.1f", value)
}

# Spaces around a piece only move what follows: not all viewers keep them.
function piece(text, escaped, from) {
    from = at + match(text, /[^ ]|$/) - 1
    at += length(text)
    gsub(/^ +| +$/, "", text)
    escaped = text
    gsub(/&/, "\\&amp;", escaped)
    gsub(/</, "\\&lt;", escaped)
    gsub(/>/, "\\&gt;", escaped)
    if (text != "") {
        body = body sprintf("  <text class=\"%s\" x=\"%s\" y=\"%d\"" \
                            " textLength=\"%s\">%s</text>\n",
                            class, number(MARGIN + from * WIDTH), y,
                            number(length(text) * WIDTH), escaped)
    }
}

BEGIN {
    WIDTH = 8.4
    HEIGHT = 20
    MARGIN = 16
    CLASS["0"] = "plain"
    CLASS["1"] = "place"
    CLASS["1;31"] = "fault"
    CLASS["1;32"] = "caret"
    CLASS["36"] = "name"
    class = "plain"
}

{
    at = 0
    y = MARGIN + HEIGHT * NR - 4
    class = /^\$ / ? "typed" : "plain"
    while (match($0, /\033\[[0-9;]*m/)) {
        code = substr($0, RSTART + 2, RLENGTH - 3)
        rest = substr($0, RSTART + RLENGTH)
        piece(substr($0, 1, RSTART - 1))
        if (!(code in CLASS)) {
            print "picture: no class for colour " code > "/dev/stderr"
            exit 1
        }
        class = CLASS[code]
        $0 = rest
    }
    piece($0)
}

END {
    width = 2 * MARGIN + 80 * WIDTH
    height = 2 * MARGIN + NR * HEIGHT
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\"" \
           " height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
           width, height, width, height
    print "  <title>ucr refuses a body, and explains a code</title>"
    print "  <style>"
    print "    text { font: 14px ui-monospace, Menlo, Consolas," \
          " \"DejaVu Sans Mono\", monospace; white-space: pre; }"
    print "    .plain { fill: #d4d4d4 } .typed { fill: #9cdcfe }"
    print "    .place { fill: #ffffff; font-weight: bold }"
    print "    .fault { fill: #f48771; font-weight: bold }"
    print "    .caret { fill: #7ee787; font-weight: bold }"
    print "    .name { fill: #56b6c2 }"
    print "  </style>"
    printf "  <rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#1e1e1e\"/>\n",
           width, height
    printf "%s</svg>\n", body
}
