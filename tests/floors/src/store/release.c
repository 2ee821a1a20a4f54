#include "store/answer_raw.h"
