#include "store/answer_raw.h"
#include "web/page.h"
#include "chart/heat.h"
#include "db/db.h"
#include <sqlite3.h>
