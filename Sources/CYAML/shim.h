#ifndef RATINGWATCH_CYAML_SHIM_H
#define RATINGWATCH_CYAML_SHIM_H
#include <yaml.h>
#endif
