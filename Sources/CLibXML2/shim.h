#ifndef RATINGWATCH_CLIBXML2_SHIM_H
#define RATINGWATCH_CLIBXML2_SHIM_H
#include <libxml/parser.h>
#include <libxml/HTMLparser.h>
#endif
