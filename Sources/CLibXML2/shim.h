#ifndef RATINGWATCH_CLIBXML2_SHIM_H
#define RATINGWATCH_CLIBXML2_SHIM_H
// libxml2's headers would bring in the system's ICU, whose types clash with those of Foundation's own ICU module. Only the
// tail of one structure that nobody here touches depends on it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

static void rw_xml_ignore_error(void *context, xmlErrorPtr error) {}
static void rw_xml_ignore_words(void *context, const char *format, ...) {}

// libxml2 keeps these settings per thread; without them refusals are printed to standard error.
static inline void rw_xml_silence_thread(void) {
    xmlSetStructuredErrorFunc(NULL, rw_xml_ignore_error);
    xmlSetGenericErrorFunc(NULL, rw_xml_ignore_words);
}

// A global function pointer, which a module does not export.
static inline void rw_xml_free(void *memory) { xmlFree(memory); }
#endif
