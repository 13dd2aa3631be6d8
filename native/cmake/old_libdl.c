// SPDX-License-Identifier: MIT OR Apache-2.0
/* Names for the linker: see libdl.cmake. Never loaded. */
#define OLD __attribute__((visibility("default"))) void

OLD dlopen(void);
OLD dlsym(void);

void dlopen(void)
{
}

void dlsym(void)
{
}
