// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * dgen: synthetic data at memory speed, position-addressable and reproducible.
 *
 * The kernel writes or verifies any byte range of the content that a key defines. Content is a sequence of 4096-byte
 * pages; docs/format.md defines every byte of it. The caller decides which content a stream has at which position (the
 * dedup plan) and how well each range compresses: it passes spans of content.
 *
 * Every function is thread-safe, prints nothing and never aborts; only dgen_memory_map and dgen_numa_alloc allocate
 * memory. Functions that return int32_t return a dgen_status. A buffer may start at any address unless its function
 * requires a page boundary. Pointers to structs and to integers have the alignment of their type.
 */
#ifndef DGEN_H
#define DGEN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DGEN_API __attribute__((visibility("default")))
#else
#define DGEN_API
#endif

/* Increased when the meaning or the layout of anything in this header changes. */
#define DGEN_ABI_VERSION 13
#define DGEN_FORMAT_VERSION 1
#define DGEN_PAGE_SIZE 4096

/* Pinned: a number never changes its meaning. */
enum dgen_status {
    DGEN_OK = 0,
    DGEN_ERR_NULL = 1,             /* a required pointer is null */
    DGEN_ERR_RANGE = 2,            /* a span ends after 2^63 - 1, the spans' lengths do not add up to the buffer's, a
                                      range wraps the address space or does not start at a page, or a count is out of
                                      range */
    DGEN_ERR_UNKNOWN_DOMAIN = 3,   /* not a dgen_domain */
    DGEN_ERR_UNKNOWN_STORE = 4,    /* not a dgen_store */
    DGEN_ERR_UNKNOWN_TIER = 5,     /* not a dgen_tier, or DGEN_TIER in the environment is not the name of a tier */
    DGEN_ERR_TIER_UNAVAILABLE = 6, /* this build, CPU or operating system cannot run the requested tier */
    DGEN_ERR_NO_LIBNUMA = 7,       /* libnuma.so.1 cannot be opened */
    DGEN_ERR_NO_NUMA = 8,          /* libnuma reports that this system has no NUMA interface */
    DGEN_ERR_LAYOUT = 9,           /* cells, literals, bits or reach out of range */
    DGEN_ERR_ARGUMENT = 10,        /* unknown tail, policy, kind of pages or ceiling, a run byte that the tail does not
                                      allow, an alignment that is not a power of two, a stride of 0, or numbers that
                                      their type or the spans do not allow */
    DGEN_ERR_REFUSED = 11,         /* the system has no such call or does not let this process use it */
    DGEN_ERR_NO_MEMORY = 12,       /* not enough memory, address space or reserved huge pages */
    DGEN_ERR_NOT_ALLOWED = 13,     /* none of the nodes or CPUs exists and is allowed to this process */
    DGEN_ERR_MISPLACED = 14,       /* pages could not be moved to the requested nodes */
    DGEN_ERR_SYSTEM = 15           /* the system call failed for another reason */
};

/* Purpose of a key; keys of different domains are unrelated. */
enum dgen_domain {
    DGEN_DOMAIN_CONTENT = 0,     /* page bytes */
    DGEN_DOMAIN_DEDUP = 1,       /* the dedup map */
    DGEN_DOMAIN_COMPRESSION = 2, /* the layout of compressible pages */
    DGEN_DOMAIN_GENERATION = 3   /* the order in which contents change */
};

/* SIMD tiers. All write the same bytes; DGEN_TIER_PORTABLE is the normative one. */
enum dgen_tier {
    DGEN_TIER_AUTO = 0, /* the tier that DGEN_TIER in the environment names, if set; otherwise the fastest available */
    DGEN_TIER_PORTABLE = 1,
    DGEN_TIER_AVX2 = 2,
    DGEN_TIER_AVX512 = 3,
    DGEN_TIER_NEON = 4
};

/* How lines are written. The kind of store has no influence on the bytes. */
enum dgen_store {
    DGEN_STORE_AUTO = 0,     /* chosen by the length: see dgen_store_for */
    DGEN_STORE_REGULAR = 1,  /* through the caches */
    DGEN_STORE_PREFETCH = 2, /* through the caches; lines are prefetched for writing before they are stored */
    DGEN_STORE_STREAM = 3    /* non-temporal, fenced before the call returns */
};

/* The tail of a cell: the bytes that are not literals (docs/format.md, "Compressible page"). */
enum dgen_tail {
    DGEN_TAIL_COPY = 0,    /* copies of earlier bytes of the cell */
    DGEN_TAIL_RUN = 1,     /* one byte, repeated */
    DGEN_TAIL_STRIPES = 2, /* one byte, repeated at the start of each 256 bytes; with 1 cell */
    DGEN_TAIL_SKIP = 3     /* copies that compressors find although they skip parts of the page; with 1 cell */
};

/* The type of the numbers of a stream; all are little-endian (docs/format.md, "Numbers of a stream"). */
enum dgen_type {
    DGEN_TYPE_BYTES = 0, /* no numbers */
    DGEN_TYPE_FP32 = 1,  /* binary32 */
    DGEN_TYPE_FP64 = 2,  /* binary64 */
    DGEN_TYPE_BF16 = 3,  /* the upper half of a binary32 */
    DGEN_TYPE_FP16 = 4,  /* binary16 */
    DGEN_TYPE_INT8 = 5,
    DGEN_TYPE_INT32 = 6
};

enum dgen_distribution { DGEN_DISTRIBUTION_UNIFORM = 0, DGEN_DISTRIBUTION_NORMAL = 1 };

/* The key of one stream in one domain, written by dgen_derive_key. */
typedef struct dgen_key {
    uint64_t word[4];
} dgen_key;

/* Lines that the pages of a group have in common (docs/format.md, "Reach"). */
typedef struct dgen_reach {
    uint16_t group;    /* pages of a group, a power of two; 0 in unused entries, the other fields of which are 0, too */
    uint16_t distance; /* pages from a page to the next one with these lines: a power of two, less than group */
    uint32_t share;    /* of the literal bytes, in units of 1/65536; the sum of all entries is at most 65536 */
} dgen_reach;

/* The numbers that content consists of; all 0 for bytes. Numbers need spans without copies and with 8 bits. */
typedef struct dgen_numbers {
    double first;           /* low or mean, in the precision of the type */
    double second;          /* the range or the standard deviation, in the precision of the type */
    double top;             /* largest number of a uniform distribution of floats */
    double noise;           /* standard deviation of the noise that is added; 0 for none, as for integers */
    dgen_key noise_key;     /* of the noise */
    uint16_t type;          /* a dgen_type */
    uint16_t distribution;  /* a dgen_distribution */
    uint32_t dimension;     /* numbers of a row, 1 .. 2^20; rows begin at multiples of their size in the content */
    uint64_t is_normalised; /* 1: each row is divided by its Euclidean length; 0, as for integers */
} dgen_numbers;

/* Properties that all content of a stream shares. */
typedef struct dgen_content {
    dgen_key key;         /* of DGEN_DOMAIN_CONTENT */
    uint32_t cells;       /* number of cells in a page, 1 or 4; each cell compresses independently */
    uint16_t tail;        /* a dgen_tail */
    uint16_t run_byte;    /* the byte of DGEN_TAIL_RUN and DGEN_TAIL_STRIPES, 1 .. 255; otherwise 0 */
    dgen_reach reach[4];  /* in ascending order of the group, then unused ones; with 1 cell and copies or a run */
    dgen_numbers numbers; /* what the bytes become */
} dgen_content;

/* A range of content; all its pages have the same mean number of literals. */
typedef struct dgen_span {
    uint64_t offset;   /* content offset of the first byte */
    uint64_t length;   /* in bytes; offset + length is at most 2^63 - 1 */
    uint32_t literals; /* literal bytes of a cell in units of 1/65536 byte; at least 8 and at most 4096 / cells bytes */
    uint32_t bits;     /* random bits of a literal byte, 4 .. 8; the others are 0 */
} dgen_span;

/* A range of wrong bytes of a buffer: from a wrong byte to a wrong byte, with gaps of less than DGEN_RANGE_GAP. */
typedef struct dgen_range {
    uint64_t start; /* index of the first wrong byte */
    uint64_t end;   /* index of the last wrong byte, plus 1 */
} dgen_range;

/* This many right bytes in a row end a range. Of random bytes, 1 of 256 is right; a misplaced block is one range. */
#define DGEN_RANGE_GAP 64

/* Result of dgen_verify. */
typedef struct dgen_mismatch {
    uint64_t first;  /* index in the buffer of the first wrong byte; the buffer's length if count is 0 */
    uint64_t count;  /* number of wrong bytes */
    uint64_t ranges; /* number of ranges that were written */
} dgen_mismatch;

/* Returns the DGEN_ABI_VERSION of the library. */
DGEN_API int32_t dgen_abi_version(void);

/* Returns a static English text for a status, also for an unknown one. Never null. */
DGEN_API const char *dgen_status_string(int32_t status);

/* Derives the key of (seed, stream id) in a dgen_domain (docs/format.md, "Stream key"). */
DGEN_API int32_t dgen_derive_key(int32_t domain, uint64_t seed, uint64_t stream_id, dgen_key *out);

/*
 * Writes count spans of content to buffer, one after the other; length is the sum of their lengths. Length 0 is legal,
 * also with a null buffer, and count 0 with null spans. Writes every byte of the buffer and no other byte.
 */
DGEN_API int32_t dgen_fill(const dgen_content *content, const dgen_span *spans, uint64_t count, void *buffer,
                           uint64_t length, int32_t tier, int32_t store);

/*
 * Compares buffer with the bytes that dgen_fill would write. A difference is a result, not an error. Writes the first
 * ranges of wrong bytes, at most capacity ones, in ascending order; ranges may be null if capacity is 0.
 *
 * total is the length of the whole buffer if it is compared in several calls, and 0 otherwise. It has no influence on
 * the result: a buffer that is larger than the caches is prefetched in another way.
 */
DGEN_API int32_t dgen_verify(const dgen_content *content, const dgen_span *spans, uint64_t count, const void *buffer,
                             uint64_t length, int32_t tier, uint64_t total, dgen_range *ranges, uint64_t capacity,
                             dgen_mismatch *out);

/*
 * Returns the dgen_store that DGEN_STORE_AUTO selects when a buffer of length bytes is filled in one pass. For pages
 * with fewer copies than literals, DGEN_STORE_AUTO selects DGEN_STORE_REGULAR up to the size of the L2 cache.
 */
DGEN_API int32_t dgen_store_for(uint64_t length);

/* Returns DGEN_OK if the tier can run here. For DGEN_TIER_AUTO: the status of the tier that it selects. */
DGEN_API int32_t dgen_tier_status(int32_t tier);

/* Writes the tier that DGEN_TIER_AUTO selects; writes nothing unless it returns DGEN_OK. */
DGEN_API int32_t dgen_tier_default(int32_t *out);

/* Returns "auto", "portable", "avx2", ...; null for an unknown tier. Tiers have consecutive numbers from 0. */
DGEN_API const char *dgen_tier_name(int32_t tier);

/* Returns an English text that explains why the tier cannot run here; empty if it can. Null for an unknown tier. */
DGEN_API const char *dgen_tier_reason(int32_t tier);

/*
 * Adds data to a CRC-64/NVME (NVM Express NVM Command Set Specification 1.0d, section 5.2.1.3.4), which is 0 for no
 * data. The vector tiers of x86-64 use carry-less multiplications, if the CPU has them; all others are slow.
 */
DGEN_API int32_t dgen_crc64nvme(uint64_t *crc, const void *data, uint64_t length, int32_t tier);

/* Upper bounds of the machine's memory throughput, to compare the kernel with. */
enum dgen_ceiling {
    DGEN_CEILING_MEMSET = 0, /* memset of the C library */
    DGEN_CEILING_STREAM = 1, /* a loop of the widest non-temporal stores (plain ones if the CPU has none), fenced */
    DGEN_CEILING_READ = 2    /* a loop of the widest loads; writes nothing */
};

/*
 * Runs a dgen_ceiling once over the buffer. The ceilings that write repeat one byte. Length 0 is legal, also with a
 * null buffer.
 */
DGEN_API int32_t dgen_ceiling_run(int32_t ceiling, void *buffer, uint64_t length);

/* The nodes that the pages of a range are taken from. */
enum dgen_numa_policy {
    DGEN_NUMA_LOCAL = 0,     /* the node of the thread that touches the page first; takes no nodes */
    DGEN_NUMA_PREFER = 1,    /* one node, and other nodes when it has no memory left */
    DGEN_NUMA_BIND = 2,      /* the given nodes and no others */
    DGEN_NUMA_INTERLEAVE = 3 /* the given nodes in turn, page by page, and other nodes when one has no memory left */
};

/* The kind of pages of a mapping. */
enum dgen_pages {
    DGEN_PAGES_BASE = 0,        /* the system's default */
    DGEN_PAGES_TRANSPARENT = 1, /* huge pages where the system has them available */
    DGEN_PAGES_HUGETLB = 2      /* huge pages of the default size, reserved by the administrator */
};

/*
 * Returns DGEN_OK if dgen_numa_place and dgen_numa_locate can work here, according to libnuma. Opens libnuma.so.1 at
 * the first call.
 */
DGEN_API int32_t dgen_numa_status(void);

/*
 * Allocates length bytes of private zeroed memory in base pages with numa_alloc_onnode of libnuma, at a page boundary.
 * The range has the policy DGEN_NUMA_BIND; no page is touched. Returns DGEN_ERR_NOT_ALLOWED, without an output of
 * libnuma, if the node does not exist or this process may not use its memory.
 */
DGEN_API int32_t dgen_numa_alloc(uint64_t length, int32_t node, void **out);

/* Frees a whole range of dgen_numa_alloc with numa_free of libnuma. */
DGEN_API int32_t dgen_numa_free(void *address, uint64_t length);

/* Returns the size of the system's base pages in bytes. */
DGEN_API uint64_t dgen_memory_page_size(void);

/*
 * Maps length bytes of private zeroed memory at a multiple of alignment, which is a power of two and at least the page
 * size. With DGEN_PAGES_HUGETLB, length and alignment are multiples of the huge page size.
 */
DGEN_API int32_t dgen_memory_map(uint64_t length, uint64_t alignment, int32_t pages, void **out);

/* Unmaps a whole mapping of dgen_memory_map. */
DGEN_API int32_t dgen_memory_unmap(void *address, uint64_t length);

/*
 * Writes the range of addresses of the mappings that contain the given range, [range[0], range[1]), and whether one of
 * them is a file: an access to a file raises a signal if the file is shorter than its mapping. Returns DGEN_ERR_REFUSED
 * where the system cannot answer (Linux before 6.11, no /proc), and DGEN_ERR_RANGE if part of the range is not mapped.
 */
DGEN_API int32_t dgen_memory_find(const void *address, uint64_t length, uint64_t *range, int32_t *is_file);

/* Allocates memory for every page of the range, as a write to each page would. The range starts at a page. */
DGEN_API int32_t dgen_memory_populate(void *address, uint64_t length);

/*
 * Sets the policy of the range's pages; the range starts at a page. Bit n of the words in nodes is node n.
 * Pages that are on other nodes are moved, except with DGEN_NUMA_LOCAL; returns DGEN_ERR_MISPLACED if one cannot be
 * moved. On a full node, touching a page under DGEN_NUMA_BIND can end the process; moving a page there returns a
 * status.
 */
DGEN_API int32_t dgen_numa_place(void *address, uint64_t length, int32_t policy, const uint64_t *nodes, uint64_t words);

/*
 * Writes the node of the page at each of the addresses address + i * stride, 0 <= i < count; -1 where no page is
 * present. The range may span several mappings.
 */
DGEN_API int32_t dgen_numa_locate(const void *address, uint64_t stride, uint64_t count, int32_t *nodes);

/* Writes the CPUs that the calling thread may run on; bit n of the words is CPU n. */
DGEN_API int32_t dgen_thread_get_cpus(uint64_t *cpus, uint64_t words);

/* Restricts the calling thread to those of these CPUs that are online and in its cpuset. */
DGEN_API int32_t dgen_thread_set_cpus(const uint64_t *cpus, uint64_t words);

/* Writes the CPU that the calling thread runs on now. */
DGEN_API int32_t dgen_thread_cpu(int32_t *out);

#ifdef __cplusplus
}
#endif

#endif
