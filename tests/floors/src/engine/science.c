#include "base/good.h"
	#  include "web/page.h"
#include "lonely.h"
#include "nowhere/else.h"

#define JAR(x) free (x)

double science(void)
{
	strcpy(a, b), strcat(a, b), sprintf(a, b), vsprintf(a, b, c);
	strtok
	(a, b);
	gmtime(a), localtime(a), rand();
	return time_now();
}

int long_one(void)
{
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
}

int longish_one(void)
{
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
	go();
}
