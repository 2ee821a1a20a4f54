#include <microhttpd.h>
#include <libpq-fe.h>
#include "db/db.h"
#include "site/home.h"
