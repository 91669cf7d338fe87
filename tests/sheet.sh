#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Workbooks as another program writes them (openpyxl, in Debian's own python),
# through the reader: what was put in comes out.
reader=${XINQING_BUILDDIR:-.}/xinqing-reader
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
echo "1..4"
/usr/bin/python3 - <<'END' || exit 1
import datetime
import openpyxl
w = openpyxl.Workbook()
s = w.active
s.title = "八年级"
s.append(["姓名", "学号", "生日", "时间", "分数", "住校", "备注\n一句", '引"号,逗号'])
s.append(["曾一诺", 20240101, datetime.date(2012, 2, 29),
          datetime.datetime(2024, 1, 2, 3, 4, 5), 0.1 + 0.2, True, "a;b", "plain"])
s.append([])
s.append(["韦青", "00123", datetime.date(1900, 1, 1), datetime.time(14, 5), 1.2e10, False, -0.5, None])
s["A6"] = "陆川"
s.merge_cells("A6:C6")
s.row_dimensions[4].hidden = True
s.column_dimensions["B"].hidden = True
w.create_sheet("二")["A1"] = "second"
w.save("a.xlsx")
s["C4"] = datetime.date(1999, 1, 1)  # that calendar begins in 1904
w.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
w.save("mac.xlsx")
f = openpyxl.Workbook()
f.active["B3"] = "=1+1"
f.save("formula.xlsx")
n = openpyxl.Workbook(write_only=True)
s = n.create_sheet()
for i in range(20000):
    s.append([i, "名字%d" % i])
n.save("many.xlsx")
END
cat >want <<'END'
姓名,学号,生日,时间,分数,住校,备注 一句,"引""号,逗号"
曾一诺,20240101,2012-02-29,2024-01-02 03:04:05,0.3,TRUE,a;b,plain

韦青,00123,1900-01-01,14:05,12000000000,FALSE,-0.5,

陆川,,,,,,,
END

say() {	# say N SENTENCE: good if bad is empty
	if [ -s bad ]; then
		echo "not ok $1 - $2"
		sed 's/^/# /' bad
	else
		echo "ok $1 - $2"
	fi
}

"$reader" <a.xlsx 2>bad | tr -d '\r' | diff - want >>bad
say 1 "what was put in comes out, in its row"

"$reader" --sheet 二 <a.xlsx 2>bad | tr -d '\r' | diff - <(echo second) >>bad
"$reader" <mac.xlsx 2>>bad | grep -q '^曾一诺,20240101,2012-02-29,' || echo "1904" >>bad
say 2 "another sheet, another epoch"

: >bad
"$reader" <formula.xlsx >out 2>err
[ $? = 65 ] || echo "status" >>bad
grep -q "^Sheet!B3	The cell holds a formula without its result" err || cat err >>bad
say 3 "a formula nobody worked out is named"

"$reader" <many.xlsx 2>bad | awk -F, '{ sub(/\r/, "") } $1 != NR - 1 || $2 != "名字" NR - 1 { print NR ": " $0 }
	END { if (NR != 20000) print NR }' >>bad
say 4 "twenty thousand rows keep their places"
