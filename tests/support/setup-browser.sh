#!/bin/sh
# 测试要用 Debian 的 chromium、firefox-esr、nodejs、nginx、caddy 和中文字体，看印出来的资料还要用 LibreOffice、poppler、zbar、Ghostscript：
# 有就用，没有而又是 root 就装上，否则说清楚怎么装。
set -eu
missing=""
has() { command -v "$1" >/dev/null 2>&1; }
has chromium || missing="chromium"
has node || missing="$missing nodejs"
fc-list 2>/dev/null | grep -qi "Noto Sans CJK" || missing="$missing fonts-noto-cjk"
has lowriter || missing="$missing libreoffice-writer"
[ -e /usr/lib/libreoffice/program/libsdlo.so ] || missing="$missing libreoffice-impress-nogui"
has pdftotext || missing="$missing poppler-utils"
has firefox-esr || has firefox || missing="$missing firefox-esr"
has nginx || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || missing="$missing libnginx-mod-http-brotli-static"
has caddy || missing="$missing caddy"
has gs || missing="$missing ghostscript"
has zbarimg || missing="$missing zbar-tools"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! has apt-get; then
    echo "测试还缺：$missing。请先运行：sudo apt-get install fontconfig $missing" >&2
    exit 1
fi
apt-get update -q >/dev/null
# 不带窗口的 chromium 快三成，Debian 才有；有它就用它，见 tests/support/access.py。
if apt-cache show chromium-headless-shell >/dev/null 2>&1; then
    missing="$missing chromium-headless-shell"
fi
# shellcheck disable=SC2086  # 要按空格拆成几个包名
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends fontconfig $missing >/dev/null
