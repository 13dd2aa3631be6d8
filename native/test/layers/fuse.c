// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * usage: fuse MOUNT-POINT FILE 'words of faults.h'
 * Mounts a file system with faults that consists of one file, over the regular file MOUNT-POINT; FILE is the medium
 * below it. Prints a line when it is ready, and ends when it is unmounted. Exit status 77: it could not be mounted; the
 * line is the reason. The protocol is that of <linux/fuse.h>, without a library.
 */
#define _GNU_SOURCE
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CANNOT = 77, PAGE_BYTES = 4096, REQUEST_PAGES = 64, REQUEST_BYTES = REQUEST_PAGES * PAGE_BYTES };

static int fuse;
static struct faults_file medium = {.is_whole = true, .read = pread, .write = pwrite};
static _Alignas(8) char request[REQUEST_BYTES + PAGE_BYTES];
static char data[REQUEST_BYTES];

static void reply(const struct fuse_in_header *to, int error, const void *bytes, size_t length)
{
    struct fuse_out_header header = {(uint32_t)(sizeof header + length), -error, to->unique};
    struct iovec parts[] = {{&header, sizeof header}, {(void *)bytes, length}};
    /* The process that waits for the reply may have ended. */
    if (writev(fuse, parts, 2) < 0 && errno != ENOENT)
        perror("fuse: reply");
}

static void reply_init(const struct fuse_in_header *in, const struct fuse_init_in *init)
{
    struct fuse_init_out out = {
        .major = FUSE_KERNEL_VERSION,
        .minor = FUSE_KERNEL_MINOR_VERSION,
        .max_readahead = init->max_readahead,
        .flags = init->flags & (FUSE_BIG_WRITES | FUSE_MAX_PAGES),
        .max_write = REQUEST_BYTES,
        .time_gran = 1,
        .max_pages = REQUEST_PAGES,
    };
    reply(in, 0, &out, sizeof out);
}

static void reply_attributes(const struct fuse_in_header *in)
{
    struct stat file;
    if (fstat(medium.descriptor, &file) != 0) {
        reply(in, errno, NULL, 0);
        return;
    }
    struct fuse_attr_out out = {.attr = {
                                    .ino = FUSE_ROOT_ID,
                                    .size = (uint64_t)file.st_size,
                                    .blocks = (uint64_t)file.st_blocks,
                                    .mode = S_IFREG | 0600,
                                    .nlink = 1,
                                    .blksize = PAGE_BYTES,
                                }};
    reply(in, 0, &out, sizeof out);
}

static void reply_file_system(const struct fuse_in_header *in)
{
    struct fuse_statfs_out out = {
        .st = {.blocks = 1 << 20, .bfree = 1 << 20, .bavail = 1 << 20, .bsize = PAGE_BYTES, .frsize = PAGE_BYTES}};
    reply(in, 0, &out, sizeof out);
}

static void change_attributes(const struct fuse_in_header *in, const struct fuse_setattr_in *change)
{
    if (change->valid & FATTR_SIZE && ftruncate(medium.descriptor, (off_t)change->size) != 0)
        reply(in, errno, NULL, 0);
    else
        reply_attributes(in);
}

static void read_data(const struct fuse_in_header *in, const struct fuse_read_in *range)
{
    ssize_t done = faults_read(&medium, data, range->size, (off_t)range->offset);
    reply(in, done < 0 ? errno : 0, data, done < 0 ? 0 : (size_t)done);
}

static void write_data(const struct fuse_in_header *in, const struct fuse_write_in *range)
{
    ssize_t done = faults_write(&medium, range + 1, range->size, (off_t)range->offset);
    struct fuse_write_out out = {.size = (uint32_t)done};
    reply(in, done < 0 ? errno : 0, &out, done < 0 ? 0 : sizeof out);
}

static void handle(const struct fuse_in_header *in)
{
    const void *body = in + 1;
    switch (in->opcode) {
    case FUSE_INIT:
        reply_init(in, body);
        break;
    case FUSE_GETATTR:
        reply_attributes(in);
        break;
    case FUSE_SETATTR:
        change_attributes(in, body);
        break;
    case FUSE_STATFS:
        reply_file_system(in);
        break;
    case FUSE_OPEN:
        /* Without FOPEN_KEEP_CACHE: the kernel drops the pages of earlier opens. */
        reply(in, 0, &(struct fuse_open_out){0}, sizeof(struct fuse_open_out));
        break;
    case FUSE_READ:
        read_data(in, body);
        break;
    case FUSE_WRITE:
        write_data(in, body);
        break;
    case FUSE_FLUSH:
    case FUSE_FSYNC:
    case FUSE_RELEASE:
        reply(in, 0, NULL, 0);
        break;
    case FUSE_FORGET:
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT:
        break; /* these have no reply */
    default:
        reply(in, ENOSYS, NULL, 0);
    }
}

int main(int count, char **words)
{
    char options[80];
    if (count != 4 || !faults_parse(words[3]) || (medium.descriptor = open(words[2], O_RDWR)) < 0) {
        fputs("usage: fuse MOUNT-POINT FILE FAULTS\n", stderr);
        return 2;
    }
    fuse = open("/dev/fuse", O_RDWR);
    snprintf(options, sizeof options, "fd=%d,rootmode=100600,user_id=0,group_id=0,allow_other", fuse);
    if (fuse < 0 || mount("faulty", words[1], "fuse", MS_NOSUID | MS_NODEV, options) != 0) {
        printf("a FUSE file system cannot be mounted: %s\n", strerror(errno));
        return CANNOT;
    }
    puts("ready");
    fflush(stdout);
    for (;;) {
        if (read(fuse, request, sizeof request) > 0)
            handle((const struct fuse_in_header *)request);
        else if (errno != EINTR && errno != ENOENT) /* ENODEV: it is unmounted */
            return 0;
    }
}
