#ifndef RATINGWATCH_CCURL_SHIM_H
#define RATINGWATCH_CCURL_SHIM_H

#include <curl/curl.h>
#include <sys/epoll.h>

// Swift cannot call variadic functions: one typed wrapper for each kind of argument.

static inline CURLcode ratingwatch_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ratingwatch_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ratingwatch_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ratingwatch_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ratingwatch_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

// Serves CURLOPT_WRITEFUNCTION, CURLOPT_HEADERFUNCTION and CURLOPT_READFUNCTION, which have one shape.
typedef size_t (*ratingwatch_receive_callback)(char *, size_t, size_t, void *);

static inline CURLcode ratingwatch_set_receive(CURL *easy, CURLoption option, ratingwatch_receive_callback value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ratingwatch_set_open_socket(CURL *easy, curl_opensocket_callback value) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline CURLcode ratingwatch_set_before_request(CURL *easy, curl_prereq_callback value) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode ratingwatch_set_progress(CURL *easy, curl_xferinfo_callback value) {
    return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, value);
}

static inline CURLcode ratingwatch_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ratingwatch_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode ratingwatch_multi_set_kept_connections(CURLM *multi, long value) {
    return curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, value);
}

static inline CURLMcode ratingwatch_multi_set_socket(CURLM *multi, curl_socket_callback value, void *context) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, value);
    return code == CURLM_OK ? curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context) : code;
}

static inline CURLMcode ratingwatch_multi_set_timer(CURLM *multi, curl_multi_timer_callback value, void *context) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, value);
    return code == CURLM_OK ? curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context) : code;
}

// The address may be longer than the struct that stands for it, so Swift must not copy it.
static inline const struct sockaddr *ratingwatch_address(const struct curl_sockaddr *target) {
    return &target->addr;
}

// CURLMsg keeps its result in a union.
static inline CURLcode ratingwatch_message_result(const CURLMsg *message) {
    return message->data.result;
}

#endif
