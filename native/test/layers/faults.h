// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Faults of a storage layer. They are described by words:
 *
 *   lose:OFFSET:LENGTH        writes to the range have no effect
 *   move:OFFSET:LENGTH:TO     writes to the range change the bytes at TO instead
 *   tear:OFFSET               the write that contains the offset has no effect from there to its end
 *   unreadable:OFFSET:LENGTH  reads of the range fail
 *   flip:OFFSET:MASK          the byte has other bits when it is read
 *   short:LENGTH              no call transfers more bytes than that
 *
 * All faulty writes report success.
 */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A file below the layer. The functions transfer bytes as pread and pwrite do. */
struct faults_file {
    int descriptor;
    /* Whether a read that contains an unreadable byte fails. If not, it ends there, and the next read fails. */
    bool is_whole;
    ssize_t (*read)(int descriptor, void *bytes, size_t length, off_t offset);
    ssize_t (*write)(int descriptor, const void *bytes, size_t length, off_t offset);
};

/* Returns false if a word is wrong, or there are too many. */
bool faults_parse(const char *words);

/* As pread and pwrite. */
ssize_t faults_read(const struct faults_file *file, void *bytes, size_t length, off_t offset);
ssize_t faults_write(const struct faults_file *file, const void *bytes, size_t length, off_t offset);

#endif
