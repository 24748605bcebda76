# SPDX-License-Identifier: MIT
# What `ucr_bench --plot` draws. It has defined `file`, the data blocks $decode
# and $encode, and how many columns they have: a row for each message, a column
# for each implementation, nanoseconds a byte; titles stand in the first row.

set terminal svg size 1000,900 enhanced font "sans-serif,12" background "white"
set output file
set multiplot layout 2,1
set logscale y
set format y "%g"
set ylabel "ns a byte (less is better)"
set xtics rotate by -20 noenhanced
set grid y
set key outside right top vertical noenhanced
set offsets 0.3, 0.3, 0, 0

# Who does not do a message is no line across it.
ns(i) = strcol(i) eq "-" ? NaN : column(i)

# Ours stands out: it is the first column, and is drawn last, on top.
set title "decode: whole body checked, fields found"
plot for [i=3:decode_columns] $decode using 0:(ns(i)):xtic(1) with linespoints \
         pointtype i - 2 linewidth 1 title columnheader(i), \
     $decode using 0:2:xtic(1) with linespoints pointtype 7 linewidth 3 \
         linecolor "black" title columnheader(2)

set title "encode: texts escaped, detail checked"
plot for [i=3:encode_columns] $encode using 0:(ns(i)):xtic(1) with linespoints \
         pointtype i - 2 linewidth 1 title columnheader(i), \
     $encode using 0:2:xtic(1) with linespoints pointtype 7 linewidth 3 \
         linecolor "black" title columnheader(2)
unset multiplot
