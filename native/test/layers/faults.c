// SPDX-License-Identifier: MIT OR Apache-2.0
#include "faults.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum kind { LOSE, MOVE, TEAR, UNREADABLE, FLIP, SHORT, KINDS };

static const struct {
    const char *name;
    int numbers;
} WORDS[KINDS] = {
    [LOSE] = {"lose", 2}, [MOVE] = {"move", 3},   [TEAR] = {"tear", 1}, [UNREADABLE] = {"unreadable", 2},
    [FLIP] = {"flip", 2}, [SHORT] = {"short", 1},
};

struct fault {
    enum kind kind;
    off_t offset;
    off_t length; /* MASK of flip */
    off_t to;
};

#define MAX_FAULTS 64

static struct fault faults[MAX_FAULTS];
static int count;

bool faults_parse(const char *words)
{
    for (count = 0; *words != '\0'; count++) {
        char name[16];
        long long numbers[3] = {0};
        int used = 0;
        int read = sscanf(words, "%15[a-z]:%lld:%lld:%lld%n", name, &numbers[0], &numbers[1], &numbers[2], &used);
        enum kind kind = LOSE;
        while (kind < KINDS && (read < 1 || strcmp(name, WORDS[kind].name) != 0))
            kind++;
        if (kind == KINDS || read - 1 != WORDS[kind].numbers || count == MAX_FAULTS)
            return false;
        faults[count] = (struct fault){kind, numbers[0], numbers[1], numbers[2]};
        words += strcspn(words, " ");
        words += strspn(words, " ");
    }
    return true;
}

static size_t smaller(size_t a, off_t b)
{
    return (off_t)a < b ? a : (size_t)b;
}

static size_t shortened(size_t length)
{
    for (int i = 0; i < count; i++)
        if (faults[i].kind == SHORT)
            length = smaller(length, faults[i].offset);
    return length;
}

ssize_t faults_read(const struct faults_file *file, void *bytes, size_t length, off_t offset)
{
    length = shortened(length);
    for (int i = 0; i < count; i++) {
        const struct fault *bad = &faults[i];
        if (bad->kind != UNREADABLE || bad->offset >= offset + (off_t)length || bad->offset + bad->length <= offset)
            continue;
        if (file->is_whole || bad->offset <= offset) {
            errno = EIO;
            return -1;
        }
        length = (size_t)(bad->offset - offset);
    }
    ssize_t done = file->read(file->descriptor, bytes, length, offset);
    for (int i = 0; i < count; i++)
        if (faults[i].kind == FLIP && faults[i].offset >= offset && faults[i].offset < offset + done)
            ((unsigned char *)bytes)[faults[i].offset - offset] ^= (unsigned char)faults[i].length;
    return done;
}

/* The fault of the byte, or NULL; limits the length to bytes with the same answer. */
static const struct fault *at(off_t offset, size_t *length)
{
    const struct fault *found = NULL;
    for (int i = 0; i < count; i++) {
        const struct fault *next = &faults[i];
        if (next->kind != LOSE && next->kind != MOVE)
            continue;
        if (next->offset > offset) {
            *length = smaller(*length, next->offset - offset);
        } else if (next->offset + next->length > offset) {
            *length = smaller(*length, next->offset + next->length - offset);
            found = next;
        }
    }
    return found;
}

ssize_t faults_write(const struct faults_file *file, const void *bytes, size_t length, off_t offset)
{
    length = shortened(length);
    size_t end = length;
    for (int i = 0; i < count; i++)
        if (faults[i].kind == TEAR && faults[i].offset >= offset)
            end = smaller(end, faults[i].offset - offset);
    for (size_t done = 0; done < end;) {
        size_t piece = end - done;
        off_t position = offset + (off_t)done;
        const struct fault *fault = at(position, &piece);
        if (fault == NULL || fault->kind == MOVE) {
            off_t target = fault == NULL ? position : fault->to + position - fault->offset;
            ssize_t written = file->write(file->descriptor, (const char *)bytes + done, piece, target);
            if (written < 0)
                return -1;
            piece = (size_t)written;
        }
        done += piece;
    }
    return (ssize_t)length;
}
