// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * A faulty layer between a program and one of its files: LD_PRELOAD=preload.so FAULTY_FILE=path FAULTS='words of
 * faults.h'. It covers the calls that Java makes for files and pipes. Positions in a pipe count from the first byte
 * that the process transfers.
 */
#define _GNU_SOURCE
#include "faults.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *path;

__attribute__((constructor)) static void start(void)
{
    const char *words = getenv("FAULTS");
    path = getenv("FAULTY_FILE");
    if (path == NULL || words == NULL || !faults_parse(words)) {
        fputs("preload: FAULTY_FILE or FAULTS is wrong\n", stderr);
        _exit(125);
    }
}

/* The file can be opened in any way, and replaced. */
static bool is_faulty(int descriptor)
{
    struct stat file, named;
    return fstat(descriptor, &file) == 0 && stat(path, &named) == 0 && file.st_ino == named.st_ino &&
           file.st_dev == named.st_dev;
}

static ssize_t read_at(int descriptor, void *bytes, size_t length, off_t offset)
{
    return syscall(SYS_pread64, descriptor, bytes, length, offset);
}

static ssize_t write_at(int descriptor, const void *bytes, size_t length, off_t offset)
{
    return syscall(SYS_pwrite64, descriptor, bytes, length, offset);
}

static ssize_t read_next(int descriptor, void *bytes, size_t length, off_t offset)
{
    (void)offset;
    return syscall(SYS_read, descriptor, bytes, length);
}

static ssize_t write_next(int descriptor, const void *bytes, size_t length, off_t offset)
{
    (void)offset;
    return syscall(SYS_write, descriptor, bytes, length);
}

/* Direct reads fail as a whole; reads through the page cache end before the first page that cannot be read. */
static struct faults_file file_at(int descriptor)
{
    return (struct faults_file){descriptor, (fcntl(descriptor, F_GETFL) & O_DIRECT) != 0, read_at, write_at};
}

ssize_t pread64(int descriptor, void *bytes, size_t length, off_t offset)
{
    struct faults_file file = file_at(descriptor);
    return is_faulty(descriptor) ? faults_read(&file, bytes, length, offset)
                                 : read_at(descriptor, bytes, length, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset)
{
    struct faults_file file = file_at(descriptor);
    return is_faulty(descriptor) ? faults_write(&file, bytes, length, offset)
                                 : write_at(descriptor, bytes, length, offset);
}

ssize_t read(int descriptor, void *bytes, size_t length)
{
    static off_t position;
    struct faults_file file = {descriptor, false, read_next, write_next};
    if (!is_faulty(descriptor))
        return read_next(descriptor, bytes, length, 0);
    ssize_t done = faults_read(&file, bytes, length, position);
    if (done > 0)
        position += done;
    return done;
}

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    static off_t position;
    struct faults_file file = {descriptor, false, read_next, write_next};
    if (!is_faulty(descriptor))
        return write_next(descriptor, bytes, length, 0);
    ssize_t done = faults_write(&file, bytes, length, position);
    if (done > 0)
        position += done;
    return done;
}
