#ifndef RATINGWATCH_CLIBXML2_SHIM_H
#define RATINGWATCH_CLIBXML2_SHIM_H
// libxml2's headers would bring in the system's ICU, whose types clash with those of Foundation's own ICU module. Only the
// tail of one structure that nobody here touches depends on it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/HTMLparser.h>

static void rw_xml_ignore_error(void *context, xmlErrorPtr error) {}

// libxml2 keeps this setting per thread; without it refusals are printed to standard error.
static inline void rw_xml_silence_thread(void) { xmlSetStructuredErrorFunc(NULL, rw_xml_ignore_error); }
#endif
