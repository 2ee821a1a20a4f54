#include "engine/science.h"
