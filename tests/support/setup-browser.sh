#!/bin/sh
# 测试要用 Debian 的 chromium、firefox-esr、nodejs、nginx、caddy 和中文字体，看印出来的资料还要用 LibreOffice、poppler、zbar：
# 有就用，没有而又是 root 就装上，否则说清楚怎么装。
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
fc-list 2>/dev/null | grep -qi "Noto Sans CJK" || missing="$missing fonts-noto-cjk"
command -v lowriter >/dev/null 2>&1 || missing="$missing libreoffice-writer"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || missing="$missing libnginx-mod-http-brotli-static"
command -v caddy >/dev/null 2>&1 || missing="$missing caddy"
command -v zbarimg >/dev/null 2>&1 || missing="$missing zbar-tools"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -q >/dev/null
    # shellcheck disable=SC2086  # 要按空格拆成几个包名
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends fontconfig $missing >/dev/null
else
    echo "测试还缺：$missing。请先运行：sudo apt-get install fontconfig $missing" >&2
    exit 1
fi
