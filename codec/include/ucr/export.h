/* SPDX-License-Identifier: MIT */
/**
 * @file
 * How a public name is seen: exported from the shared library, imported from
 * it, or neither. UCR_STATIC is set for those who link the archive.
 */
#ifndef UCR_EXPORT_H
#define UCR_EXPORT_H

#if defined(UCR_STATIC)
/** Stands before every public declaration. */
#define UCR_API
#elif defined(_WIN32) && defined(UCR_BUILDING)
#define UCR_API __declspec(dllexport)
#elif defined(_WIN32)
#define UCR_API __declspec(dllimport)
#elif defined(__GNUC__)
#define UCR_API __attribute__((visibility("default")))
#else
#define UCR_API
#endif

#endif
