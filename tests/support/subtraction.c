#include "subtraction.h"

#include <assert.h>
#include <string.h>

#define PRIME INT64_C(2147483647)

/* Rows in reduced form: row i is the only one with something in column pivots[i], and there it has a one. */
struct reduced {
	int64_t rows[SUBTRACTION_GROUPS][SUBTRACTION_GROUPS];
	size_t pivots[SUBTRACTION_GROUPS];
	size_t rank;
};

void subtraction_add(struct subtraction *sums, uint32_t set)
{
	for (size_t i = 0; i < sums->count; i++) {
		if (sums->sets[i] == set)
			return;
	}
	assert(sums->count < SUBTRACTION_SETS);
	sums->sets[sums->count++] = set;
}

/* By Fermat: a to the power of PRIME - 2. */
static int64_t inverse(int64_t a)
{
	int64_t result = 1;

	for (int64_t power = PRIME - 2; power > 0; power /= 2) {
		if (power % 2 == 1)
			result = result * a % PRIME;
		a = a * a % PRIME;
	}
	return result;
}

static void subtract(int64_t *row, const int64_t *other, int64_t times)
{
	for (size_t i = 0; i < SUBTRACTION_GROUPS; i++)
		row[i] = (row[i] + (PRIME - times) * other[i]) % PRIME;
}

static void add_row(struct reduced *reduced, uint32_t set)
{
	int64_t row[SUBTRACTION_GROUPS];
	size_t pivot = 0;

	for (size_t i = 0; i < SUBTRACTION_GROUPS; i++)
		row[i] = set >> i & 1;
	for (size_t i = 0; i < reduced->rank; i++)
		subtract(row, reduced->rows[i], row[reduced->pivots[i]]);
	while (pivot < SUBTRACTION_GROUPS && row[pivot] == 0)
		pivot++;
	if (pivot == SUBTRACTION_GROUPS)
		return;
	for (int64_t by = inverse(row[pivot]), i = 0; i < SUBTRACTION_GROUPS; i++)
		row[i] = row[i] * by % PRIME;
	for (size_t i = 0; i < reduced->rank; i++)
		subtract(reduced->rows[i], row, reduced->rows[i][pivot]);
	memcpy(reduced->rows[reduced->rank], row, sizeof row);
	reduced->pivots[reduced->rank++] = pivot;
}

/* The combination that takes row i where bit i of `chosen` is set; true when it is a set: nothing but noughts and
 * ones. */
static bool combine(const struct reduced *reduced, uint32_t chosen, uint32_t *set)
{
	*set = 0;
	for (size_t column = 0; column < SUBTRACTION_GROUPS; column++) {
		int64_t sum = 0;

		for (size_t i = 0; i < reduced->rank; i++)
			sum += chosen >> i & 1 ? reduced->rows[i][column] : 0;
		if (sum % PRIME > 1)
			return false;
		*set |= (uint32_t)(sum % PRIME) << column;
	}
	return true;
}

static int sum_over(const int *counts, uint32_t set)
{
	int sum = 0;

	for (size_t i = 0; i < SUBTRACTION_GROUPS; i++)
		sum += set >> i & 1 ? counts[i] : 0;
	return sum;
}

/* A set that follows has noughts and ones in the pivot columns too, so it is the sum of the rows whose pivot it
 * holds: trying every choice of rows tries every set. */
bool subtraction_reveals(const struct subtraction *sums, const int *counted, const int *cover, int threshold,
                         uint32_t *found)
{
	struct reduced reduced = { 0 };

	for (size_t i = 0; i < sums->count; i++)
		add_row(&reduced, sums->sets[i]);
	for (uint32_t chosen = 1; chosen < UINT32_C(1) << reduced.rank; chosen++) {
		if (combine(&reduced, chosen, found) && sum_over(counted, *found) > 0 &&
		    sum_over(cover, *found) < threshold)
			return true;
	}
	return false;
}

/* It adds nothing to them. */
bool subtraction_follows(const struct subtraction *sums, uint32_t set)
{
	struct reduced reduced = { 0 };
	size_t rank;

	for (size_t i = 0; i < sums->count; i++)
		add_row(&reduced, sums->sets[i]);
	rank = reduced.rank;
	if (rank < SUBTRACTION_GROUPS)
		add_row(&reduced, set);
	return reduced.rank == rank;
}
