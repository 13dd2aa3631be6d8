/*
 * dgen: synthetic data at memory speed, position-addressable and reproducible.
 *
 * The kernel makes (or checks) any byte range of the content that a key names. Content is a sequence of 4096-byte
 * pages; docs/format.md defines every byte of it. Which content a stream shows at which position (the dedup plan), and
 * how well each part of it compresses, is the caller's business: the kernel is given spans of content.
 *
 * Every function is thread-safe, prints nothing and never aborts; none but dgen_memory_map allocates. Functions that
 * return int32_t return a dgen_status. Pointers need no alignment where nothing is said of pages.
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

/* Raised when the meaning or the layout of anything in this header changes. */
#define DGEN_ABI_VERSION 4
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
    DGEN_ERR_UNKNOWN_TIER = 5,     /* not a dgen_tier, or DGEN_TIER in the environment names none */
    DGEN_ERR_TIER_UNAVAILABLE = 6, /* this build, CPU or operating system cannot run the tier asked for */
    DGEN_ERR_NO_LIBNUMA = 7,       /* libnuma.so.1 cannot be opened */
    DGEN_ERR_NO_NUMA = 8,          /* libnuma says that this system has no NUMA interface */
    DGEN_ERR_LAYOUT = 9,           /* cells, run, literals or bits out of range */
    DGEN_ERR_ARGUMENT = 10,        /* an alignment, policy, kind of pages, stride or ceiling that there is not */
    DGEN_ERR_REFUSED = 11,         /* the system has no such call or does not let this process use it */
    DGEN_ERR_NO_MEMORY = 12,       /* not enough memory, address space or reserved huge pages */
    DGEN_ERR_NOT_ALLOWED = 13,     /* none of the nodes or CPUs is there and allowed to this process */
    DGEN_ERR_MISPLACED = 14,       /* pages could not be moved to the nodes asked for */
    DGEN_ERR_SYSTEM = 15           /* the system call failed in another way */
};

/* What a key is for; keys of different domains are unrelated. */
enum dgen_domain {
    DGEN_DOMAIN_CONTENT = 0,    /* page bytes */
    DGEN_DOMAIN_DEDUP = 1,      /* the dedup map */
    DGEN_DOMAIN_COMPRESSION = 2 /* the layout of compressible pages */
};

/* SIMD tiers. All make the same bytes; DGEN_TIER_PORTABLE is the normative one. */
enum dgen_tier {
    DGEN_TIER_AUTO = 0, /* the environment's DGEN_TIER (a tier name) if set, else the fastest available */
    DGEN_TIER_PORTABLE = 1,
    DGEN_TIER_AVX2 = 2,
    DGEN_TIER_AVX512 = 3,
    DGEN_TIER_NEON = 4
};

/* How lines are written. Never changes a byte. */
enum dgen_store {
    DGEN_STORE_AUTO = 0,     /* by length, as dgen_store_for tells */
    DGEN_STORE_REGULAR = 1,  /* through the caches */
    DGEN_STORE_PREFETCH = 2, /* through the caches, lines requested for writing ahead of the store */
    DGEN_STORE_STREAM = 3    /* non-temporal, fenced before the call returns */
};

/* The key of one stream in one domain. Filled by dgen_derive_key. */
typedef struct dgen_key {
    uint64_t word[4];
} dgen_key;

/* What holds for all content of a stream (docs/format.md, "Compressible page"). */
typedef struct dgen_content {
    dgen_key key;  /* of DGEN_DOMAIN_CONTENT */
    int32_t cells; /* cells of a page: 1 or 4. Each compresses for itself */
    int32_t run;   /* what follows the literals of a cell: this byte, 1 .. 255, or copies of the literals: 0 */
} dgen_content;

/* A range of content whose pages compress alike. */
typedef struct dgen_span {
    uint64_t offset;   /* content offset of the first byte */
    uint64_t length;   /* in bytes; offset + length is at most 2^63 - 1 */
    uint32_t literals; /* literal bytes of a cell in 1/65536: 8 .. 4096 / cells bytes */
    uint32_t bits;     /* random bits of a literal byte, 4 .. 8; the others are 0 */
} dgen_span;

/* What dgen_verify found. */
typedef struct dgen_mismatch {
    uint64_t first; /* index in the buffer of the first wrong byte; the length when count is 0 */
    uint64_t count; /* number of wrong bytes */
} dgen_mismatch;

/* DGEN_ABI_VERSION of the library. */
DGEN_API int32_t dgen_abi_version(void);

/* A static English text for a status; for an unknown one a text that says so. Never null. */
DGEN_API const char *dgen_status_string(int32_t status);

/* Derives the key of (seed, stream id) in a dgen_domain (docs/format.md, "Stream key"). */
DGEN_API int32_t dgen_derive_key(int32_t domain, uint64_t seed, uint64_t stream_id, dgen_key *out);

/*
 * Writes count spans of content to buffer, one after the other; length is the sum of theirs. Length 0 is legal, also
 * with a null buffer, and count 0 with null spans. Every byte of the buffer is written and no other.
 */
DGEN_API int32_t dgen_fill(const dgen_content *content, const dgen_span *spans, uint64_t count, void *buffer,
                           uint64_t length, int32_t tier, int32_t store);

/* Compares buffer with the spans of content that dgen_fill would write. A difference is a result, not an error. */
DGEN_API int32_t dgen_verify(const dgen_content *content, const dgen_span *spans, uint64_t count, const void *buffer,
                             uint64_t length, int32_t tier, dgen_mismatch *out);

/* The dgen_store that DGEN_STORE_AUTO stands for when a buffer of length bytes is filled in one pass. */
DGEN_API int32_t dgen_store_for(uint64_t length);

/* DGEN_OK if the tier can run here; DGEN_TIER_AUTO tells whether a usable tier was chosen. */
DGEN_API int32_t dgen_tier_status(int32_t tier);

/* The tier that DGEN_TIER_AUTO resolves to; its value is not written unless DGEN_OK is returned. */
DGEN_API int32_t dgen_tier_default(int32_t *out);

/* "portable", "avx2", ...; null for an unknown tier. */
DGEN_API const char *dgen_tier_name(int32_t tier);

/* Why the tier cannot run here, in English; an empty text when it can. Null for an unknown tier. */
DGEN_API const char *dgen_tier_reason(int32_t tier);

/* What the machine can do with a buffer at best, to measure the kernel against. */
enum dgen_ceiling {
    DGEN_CEILING_MEMSET = 0, /* memset of the C library */
    DGEN_CEILING_STREAM = 1, /* a loop of the widest non-temporal stores (plain ones where there are none), fenced */
    DGEN_CEILING_READ = 2    /* a loop of the widest loads; writes nothing */
};

/* Does that with the buffer once. What is written is one byte, repeated. Length 0 is legal, also with a null buffer. */
DGEN_API int32_t dgen_ceiling_run(int32_t ceiling, void *buffer, uint64_t length);

/* Which nodes the pages of a range come from. */
enum dgen_numa_policy {
    DGEN_NUMA_LOCAL = 0,     /* the node of the thread that touches the page first; takes no nodes */
    DGEN_NUMA_PREFER = 1,    /* one node, and others where it has no memory left */
    DGEN_NUMA_BIND = 2,      /* the nodes given and no others */
    DGEN_NUMA_INTERLEAVE = 3 /* page by page round the nodes given, and others where one has no memory left */
};

/* What a mapping is made of. */
enum dgen_pages {
    DGEN_PAGES_BASE = 0,        /* whatever the system gives */
    DGEN_PAGES_TRANSPARENT = 1, /* huge ones where the system has them at hand */
    DGEN_PAGES_HUGETLB = 2      /* huge ones of the default size, reserved by the administrator */
};

/*
 * DGEN_OK if dgen_numa_place and dgen_numa_locate can work here, as far as libnuma tells. Opens libnuma.so.1 at the
 * first call.
 */
DGEN_API int32_t dgen_numa_status(void);

/* The size of the system's base pages in bytes. */
DGEN_API uint64_t dgen_memory_page_size(void);

/*
 * Maps length bytes of private zeroed memory at a multiple of alignment, a power of two from the page size on. With
 * DGEN_PAGES_HUGETLB length and alignment are multiples of the huge page's size.
 */
DGEN_API int32_t dgen_memory_map(uint64_t length, uint64_t alignment, int32_t pages, void **out);

/* Unmaps what dgen_memory_map has mapped, whole. */
DGEN_API int32_t dgen_memory_unmap(void *address, uint64_t length);

/* Gives every page of the range its memory, as if it were written to. Starts at a page. */
DGEN_API int32_t dgen_memory_populate(void *address, uint64_t length);

/*
 * Sets the policy of the range's pages, which starts at a page; bit n of the words of nodes stands for node n. Pages
 * that lie elsewhere already are moved (but with DGEN_NUMA_LOCAL); DGEN_ERR_MISPLACED if one cannot be. Unlike touching
 * a page under DGEN_NUMA_BIND, moving it there ends no process when the node is full.
 */
DGEN_API int32_t dgen_numa_place(void *address, uint64_t length, int32_t policy, const uint64_t *nodes, uint64_t words);

/*
 * Tells the node of the page at every stride bytes of the range, of which there are count; -1 where no page is. The
 * range need not be one mapping.
 */
DGEN_API int32_t dgen_numa_locate(const void *address, uint64_t stride, uint64_t count, int32_t *nodes);

/* The CPUs that the calling thread may run on; bit n of the words stands for CPU n. */
DGEN_API int32_t dgen_thread_get_cpus(uint64_t *cpus, uint64_t words);

/* Lets the calling thread run on these CPUs only: those of them that are online and in its cpuset. */
DGEN_API int32_t dgen_thread_set_cpus(const uint64_t *cpus, uint64_t words);

/* The CPU that the calling thread runs on now. */
DGEN_API int32_t dgen_thread_cpu(int32_t *out);

#ifdef __cplusplus
}
#endif

#endif
