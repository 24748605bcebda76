# SPDX-License-Identifier: MIT
# The tables of codes in the headers, which are written to be read there, into
# what Doxygen makes a table of.
s/^ \* (UCR_E_[A-Z0-9_]+) +/ * @retval \1 /
s/^ \* scanner codes +/ * @retval UCR_E_EMPTY (and the other scanner codes) /
