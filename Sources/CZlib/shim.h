#ifndef RATINGWATCH_CZLIB_SHIM_H
#define RATINGWATCH_CZLIB_SHIM_H

#include <zlib.h>

// zlib's own are macros. 16 asks for gzip's head and tail around the largest window, 15: https://www.zlib.net/manual.html
static inline int ratingwatch_deflate_init(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int ratingwatch_inflate_init(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

static inline int ratingwatch_inflate_init_raw(z_stream *stream) {
    return inflateInit2(stream, -15);
}

#endif
