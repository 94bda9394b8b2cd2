#ifndef RATINGWATCH_CCURL_SHIM_H
#define RATINGWATCH_CCURL_SHIM_H
#include <curl/curl.h>
#endif
