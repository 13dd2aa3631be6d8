/* The compressors that ratios are promised for, on independent blocks. */
#ifndef COMPRESSORS_H
#define COMPRESSORS_H

#include <stddef.h>
#include <stdint.h>

typedef struct compressor {
    const char *name;
    const char *family;
    int (*run)(const uint8_t *data, size_t length, int level, uint64_t *compressed); /* 0: done */
    int level;
} compressor;

/*
 * lz4, lz4hc (level 9): the block format, no frame. zstd-1, zstd-3, zstd-19, and zstd-19-long, which is
 * `zstd -19 --long=27`: one frame per block with its content size, no checksum. gzip-1, gzip-6: the zlib format, as
 * ZFS, btrfs and squashfs have it.
 */
extern const compressor compressors[];
extern const int compressor_count;

/* Null if there is none of that name. */
const compressor *find_compressor(const char *name);

/* Total size of the blocks of `data`, each compressed for itself; block 0 is the whole. Exits when it fails. */
uint64_t compressed_size(const compressor *c, const uint8_t *data, size_t length, size_t block);

/* "lz4 1.9.4, zstd 1.5.4, zlib 1.2.13" */
const char *compressor_versions(void);

#endif
