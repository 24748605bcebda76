# SPDX-License-Identifier: MIT
# Call graphs (VCG, one node or edge a line) into the deepest path of each
# function that `list` names. A node's label is "name\nplace\n48 bytes (static)"
# or, for what is not compiled here, only a name and a place.

function complain(text) {
    print text
    failed = 1
}

function attribute(name) {
    if (!match($0, name ": \"[^\"]*\"")) {
        return ""
    }
    return substr($0, RSTART + length(name) + 3,
                  RLENGTH - length(name) - 4)
}

# Bytes from here down, frames of foreign functions aside.
function depth(node,    callees, count, i, below, deepest) {
    if (node in known) {
        return known[node]
    }
    if (node in open) {
        complain("recursion through " node)
        return 0
    }
    open[node] = 1
    count = split(calls[node], callees, " ")
    for (i = 1; i <= count; i++) {
        below = depth(callees[i])
        if (below > deepest) {
            deepest = below
            through[node] = callees[i]
        }
    }
    delete open[node]
    known[node] = frame[node] + deepest
    return known[node]
}

/^node:/ && match($0, /[0-9]+ bytes \([a-z,]*\)/) {
    split(substr($0, RSTART, RLENGTH), size, " ")
    name = attribute("title")
    frame[name] = size[1] + 0
    # Bounded: what is pushed for a call, of which this is the most.
    if (size[3] != "(static)" && size[3] != "(dynamic,bounded)") {
        complain(name " has a frame without a fixed size")
    }
}

/^edge:/ {
    from = attribute("sourcename")
    calls[from] = calls[from] " " attribute("targetname")
}

END {
    for (node in calls) {
        if ((calls[node] " ") ~ / __indirect_call /) {
            complain(node " calls through a pointer")
        }
        depth(node)
    }
    while ((getline name < list) > 0) {
        if (!(name in frame)) {
            complain(name " is not there")
        }
        bytes = depth(name)
        path = name
        for (node = name; node in through; node = through[node]) {
            path = path " > " through[node]
        }
        print bytes, path
        if (bytes > limit) {
            complain(name " may take more than " limit " bytes")
        }
        seen++
    }
    exit failed || !seen
}
