// SPDX-License-Identifier: MIT OR Apache-2.0
/* The compressors of the promised ratios; they compress independent blocks. */
#ifndef COMPRESSORS_H
#define COMPRESSORS_H

#include <stddef.h>
#include <stdint.h>

typedef struct compressor {
    const char *name;
    const char *family; /* empty for a compressor that the overhead table does not use */
    int (*run)(const uint8_t *data, size_t length, int level, uint64_t *compressed); /* returns 0 on success */
    int level;
} compressor;

/*
 * lz4, lz4hc (level 9): the block format, without a frame; lz4-fast-5: with the acceleration 5. zstd-1, -3, -9, -19,
 * and zstd-19-long, which is `zstd -19 --long=27`: one frame per block, with its content size and without a checksum.
 * gzip-1, gzip-6: the zlib format, which ZFS, btrfs and squashfs use. snappy: the raw format. lzo: LZO1X-1 (btrfs,
 * erofs, zram); lzo-15: LZO1X-1(15) (lzop). brotli-1: quality 1.
 */
extern const compressor compressors[];
extern const int compressor_count;

/* Returns null if no compressor has that name. */
const compressor *find_compressor(const char *name);

/* Returns the total size of the blocks of `data`, compressed one by one; block 0 is all of it. Exits on failure. */
uint64_t compressed_size(const compressor *c, const uint8_t *data, size_t length, size_t block);

/* Returns the versions, such as "lz4 1.9.4, zstd 1.5.4, zlib 1.2.13". */
const char *compressor_versions(void);

#endif
