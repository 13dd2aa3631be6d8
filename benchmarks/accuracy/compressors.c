// SPDX-License-Identifier: MIT OR Apache-2.0
#include "compressors.h"

#include <brotli/encode.h>
#include <lz4.h>
#include <lz4hc.h>
#include <lzo/lzo1x.h>
#include <snappy-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum { LONG_WINDOW_LOG = 27 };

/* A buffer of at least `bound` bytes for compressed data; it is kept from call
 * to call. */
static void *room(size_t bound)
{
    static void *buffer;
    static size_t size;
    if (bound > size) {
        free(buffer);
        buffer = malloc(bound);
        size = bound;
    }
    if (buffer == NULL) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    return buffer;
}

static int run_lz4(const uint8_t *data, size_t length, int level, uint64_t *compressed)
{
    if (length > LZ4_MAX_INPUT_SIZE)
        return -1;
    const int bound = LZ4_compressBound((int)length);
    char *const out = room((size_t)bound);
    const int n = level > 0 ? LZ4_compress_HC((const char *)data, out, (int)length, bound, level)
                            : LZ4_compress_default((const char *)data, out, (int)length, bound);
    *compressed = (uint64_t)n;
    return n > 0 ? 0 : -1;
}

static int zstd(const uint8_t *data, size_t length, int level, int long_distance, uint64_t *compressed)
{
    static ZSTD_CCtx *context;
    if (context == NULL && (context = ZSTD_createCCtx()) == NULL)
        return -1;
    ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
    if (long_distance) {
        ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 1);
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, LONG_WINDOW_LOG);
    }
    const size_t bound = ZSTD_compressBound(length);
    const size_t n = ZSTD_compress2(context, room(bound), bound, data, length);
    *compressed = n;
    return ZSTD_isError(n) ? -1 : 0;
}

static int run_zstd(const uint8_t *data, size_t length, int level, uint64_t *compressed)
{
    return zstd(data, length, level, 0, compressed);
}

static int run_zstd_long(const uint8_t *data, size_t length, int level, uint64_t *compressed)
{
    return zstd(data, length, level, 1, compressed);
}

static int run_zlib(const uint8_t *data, size_t length, int level, uint64_t *compressed)
{
    enum { PIECE = 1 << 30, OUT = 1 << 16 };
    static uint8_t out[OUT];
    z_stream s = {0};
    if (deflateInit(&s, level) != Z_OK)
        return -1;
    int status = Z_OK;
    s.next_in = (uint8_t *)(uintptr_t)data;
    while (status != Z_STREAM_END) {
        const uint8_t *const end = data + length;
        const size_t left = (size_t)(end - s.next_in);
        s.avail_in = left < PIECE ? (uInt)left : PIECE;
        const int flush = s.avail_in == left ? Z_FINISH : Z_NO_FLUSH;
        do {
            s.next_out = out;
            s.avail_out = OUT;
            status = deflate(&s, flush);
        } while (status == Z_OK && s.avail_out == 0);
        if (status != Z_OK && status != Z_STREAM_END)
            break;
    }
    *compressed = s.total_out;
    deflateEnd(&s);
    return status == Z_STREAM_END ? 0 : -1;
}

static int run_lz4_fast(const uint8_t *data, size_t length, int acceleration, uint64_t *compressed)
{
    if (length > LZ4_MAX_INPUT_SIZE)
        return -1;
    const int bound = LZ4_compressBound((int)length);
    const int n = LZ4_compress_fast((const char *)data, room((size_t)bound), (int)length, bound, acceleration);
    *compressed = (uint64_t)n;
    return n > 0 ? 0 : -1;
}

static int run_snappy(const uint8_t *data, size_t length, int level, uint64_t *compressed)
{
    (void)level;
    size_t n = snappy_max_compressed_length(length);
    char *const out = room(n);
    const snappy_status status = snappy_compress((const char *)data, length, out, &n);
    *compressed = n;
    return status == SNAPPY_OK ? 0 : -1;
}

/* The level is that of LZO1X-1 or, for 15, of LZO1X-1(15). */
static int run_lzo(const uint8_t *data, size_t length, int level, uint64_t *compressed)
{
    static lzo_align_t memory[LZO1X_1_15_MEM_COMPRESS / sizeof(lzo_align_t) + 1];
    lzo_uint n = 0;
    lzo_bytep const out = room(length + length / 16 + 67); /* the bound that its documentation names */
    const int status = level == 15 ? lzo1x_1_15_compress(data, length, out, &n, memory)
                                   : lzo1x_1_compress(data, length, out, &n, memory);
    *compressed = n;
    return status == LZO_E_OK ? 0 : -1;
}

static int run_brotli(const uint8_t *data, size_t length, int level, uint64_t *compressed)
{
    size_t n = BrotliEncoderMaxCompressedSize(length);
    uint8_t *const out = room(n);
    const BROTLI_BOOL ok =
        BrotliEncoderCompress(level, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, length, data, &n, out);
    *compressed = n;
    return ok ? 0 : -1;
}

const compressor compressors[] = {
    {"lz4", "lz4", run_lz4, 0},          {"lz4hc", "lz4", run_lz4, 9},
    {"lz4-fast-5", "", run_lz4_fast, 5}, {"zstd-1", "zstd", run_zstd, 1},
    {"zstd-3", "zstd", run_zstd, 3},     {"zstd-9", "zstd", run_zstd, 9},
    {"zstd-19", "zstd", run_zstd, 19},   {"zstd-19-long", "", run_zstd_long, 19},
    {"gzip-1", "gzip", run_zlib, 1},     {"gzip-6", "gzip", run_zlib, 6},
    {"snappy", "snappy", run_snappy, 0}, {"lzo", "lzo", run_lzo, 1},
    {"lzo-15", "lzo", run_lzo, 15},      {"brotli-1", "", run_brotli, 1},
};
const int compressor_count = sizeof compressors / sizeof *compressors;

const compressor *find_compressor(const char *name)
{
    for (int i = 0; i < compressor_count; i++)
        if (strcmp(compressors[i].name, name) == 0)
            return &compressors[i];
    return NULL;
}

uint64_t compressed_size(const compressor *c, const uint8_t *data, size_t length, size_t block)
{
    uint64_t total = 0;
    if (block == 0)
        block = length;
    for (size_t at = 0; at < length; at += block) {
        uint64_t n = 0;
        if (c->run(data + at, length - at < block ? length - at : block, c->level, &n) != 0) {
            fprintf(stderr, "%s failed\n", c->name);
            exit(2);
        }
        total += n;
    }
    return total;
}

const char *compressor_versions(void)
{
    static char text[100];
    snprintf(text, sizeof text, "lz4 %s, zstd %s, zlib %s, lzo %s", LZ4_versionString(), ZSTD_versionString(),
             zlibVersion(), lzo_version_string());
    return text;
}
