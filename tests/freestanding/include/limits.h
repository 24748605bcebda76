/* SPDX-License-Identifier: MIT */
/* gcc's own header, where it was built with a C library, asks for that
 * library's after itself; what C demands is in gcc's. */
