# SPDX-License-Identifier: MIT
# awk -v dir=FOLDER -f messages.awk
# Writes the ten messages of the benchmark, the same bytes every time: the
# random numbers are a generator's of its own, small enough for exact doubles.

function random(n) {
    seed = seed * 16807 % 2147483647
    return seed % n
}

function pick(words,    list, count) {
    count = split(words, list, "|")
    return list[random(count) + 1]
}

function hex(digits,    text) {
    while (digits-- > 0) {
        text = text substr("0123456789abcdef", random(16) + 1, 1)
    }
    return text
}

# ---- JSON, compact or indented ---------------------------------------------

function put(text) {
    printf "%s", text >out
    bytes += length(text)
}

function line(    i) {
    if (!pretty) {
        return
    }
    put("\n")
    for (i = 0; i < depth; i++) {
        put("  ")
    }
}

function item() {
    if (used[depth]++) {
        put(",")
    }
    if (depth > 0) {
        line()
    }
}

function open(bracket) {
    put(bracket)
    used[++depth] = 0
}

function close_(bracket) {
    if (used[depth--]) {
        line()
    }
    put(bracket)
}

function name(text) {
    item()
    put("\"" text "\":")
    if (pretty) {
        put(" ")
    }
}

function string(key, text) {
    name(key)
    put("\"" text "\"")
}

function bare(key, text) {
    name(key)
    put(text)
}

# ---- What an agent reports --------------------------------------------------

function time() {
    return sprintf("2024-%02d-%02dT%02d:%02d:%02d.%03dZ", random(12) + 1,
                   random(28) + 1, random(24), random(60), random(60),
                   random(1000))
}

function disk(    i) {
    item()
    open("{")
    string("name", "/dev/" pick("vda|vdb|sda|sdb|nvme0n1"))
    bare("size", sprintf("%d%06d", random(2000) + 1, random(1000000)))
    bare("used", sprintf("0.%04d", random(10000)))
    bare("boot", pick("true|false|false"))
    string("uuid", hex(8) "-" hex(4) "-" hex(4) "-" hex(4) "-" hex(12))
    bare("error", pick("null|null|-5|-110"))
    name("partitions")
    open("[")
    for (i = random(4); i >= 0; i--) {
        item()
        open("{")
        bare("index", i + 1)
        string("mount", pick("/|/boot|/var/log|/home|C:\\\\Windows|D:\\\\数据"))
        string("fs", pick("ext4|xfs|btrfs|ntfs"))
        bare("start", random(1000000) * 2048)
        close_("}")
    }
    close_("]")
    close_("}")
}

function record(    i) {
    item()
    open("{")
    string("time", time())
    string("level", pick("INFO|INFO|INFO|WARN|ERROR"))
    string("thread", pick("main|worker-1|worker-2|net"))
    bare("line", random(3000) + 1)
    string("text", pick("block device copied without a checksum error|" \
                        "connection to the target was reset by peer; retry|" \
                        "cannot open \\\"/etc/fstab\\\": permission denied|" \
                        "同步磁盘数据失败，正在重试|" \
                        "rsync: C:\\\\Users\\\\Administrator\\\\NTUSER.DAT busy|" \
                        "first line\\n\\tsecond line of a longer report\\n|" \
                        "caf\\u00e9 naïve – done"))
    name("rates")
    open("[")
    for (i = random(5); i >= 0; i--) {
        item()
        put(sprintf("%d.%d", random(900), random(100)))
    }
    close_("]")
    close_("}")
}

function detail(total) {
    name("result_detail")
    open("{")
    string("task", hex(32))
    bare("progress", "99.5")
    bare("eta", "1.5e+3")
    bare("agent", "{}")
    name("disks")
    open("[")
    while (bytes < total * 0.4) {
        disk()
    }
    close_("]")
    name("logs")
    open("[")
    while (bytes < total) {
        record()
    }
    close_("]")
    close_("}")
}

# ---- Files -------------------------------------------------------------------

function begin(file, indented) {
    out = dir "/" file ".json"
    printf "" >out
    seed = 20240514
    bytes = depth = used[0] = 0
    pretty = indented
}

function whole(file, text) {
    begin(file, 0)
    put(text)
    close(out)
}

function request(file, indented, total) {
    begin(file, indented)
    open("{")
    string("command_name", "SYNC")
    string("result", "fail")
    detail(total)
    close_("}")
    close(out)
}

# What the page shows, spaced as it spaces it.
function page(message, authorization, param, details) {
    return "{\n  \"error_code\" : \"SMS.9004\",\n  \"error_msg\" : \"" message \
           "\",\n  \"encoded_authorization_message\" : \"" authorization \
           "\",\n  \"error_param\" : [ \"" param "\" ],\n  \"details\" : [ " \
           details " ]\n}"
}

function page_detail(message) {
    return "{\n    \"error_code\" : \"SMS.9004\",\n    \"error_msg\" : \"" \
           message "\"\n  }"
}

function many_details(count,    i) {
    begin("403-many", 0)
    open("{")
    string("error_code", "SMS.9004")
    string("error_msg", "The current account does not have the permission.")
    string("encoded_authorization_message", hex(256))
    name("error_param")
    open("[")
    close_("]")
    name("details")
    open("[")
    for (i = 0; i < count; i++) {
        item()
        open("{")
        string("error_code", sprintf("SMS.%04d", random(10000)))
        string("error_msg", "You do not have permission to perform action " \
               pick("sms:server:query|sms:task:start|evs:volumes:create|" \
                    "ecs:cloudServers:list|\\\"*\\\"|读取") \
               " on " pick("disk|volume|server") " " hex(3) ".")
        close_("}")
    }
    close_("]")
    close_("}")
    close(out)
}

BEGIN {
    whole("compact", "{\"command_name\":\"START\",\"result\":\"success\"," \
          "\"result_detail\":{}}")
    whole("page", "{\n  \"command_name\" : \"START\",\n" \
          "  \"result\" : \"success\",\n" \
          "  \"result_detail\" : {\n    \"msg\" : \"xxx\"\n  }\n}")
    whole("sdk", "{\"command_name\":\"START\",\"result\":\"success\"," \
          "\"result_detail\":\"{\\\"msg\\\":\\\"xxx\\\"}\"}")
    whole("401", "{\"error_code\":\"SMS.2005\",\"error_msg\":\"" \
          "The request was refused: its Content-Type header is absent.\"}")
    permission = "You do not have permission to perform action XXX on " \
                 "resource XXX."
    whole("403", page("The current account does not have the permission to " \
                      "execute policy " permission, "XXXXXX", permission,
                      page_detail(permission)))
    permission = "您没有权限对资源 XXX 执行操作 XXX，请联系您所在企业的系统管理员，为当前帐号授予相应权限。"
    whole("403-zh",
          page("当前帐号没有执行该策略所需的权限，无法更新任务的状态。" permission,
               "XXXXXXXXXX", permission,
               page_detail(permission) ", " page_detail(permission)))
    many_details(1000)
    request("58k", 0, 58000)
    request("940k", 0, 940000)
    request("pretty", 1, 1080000)
}
