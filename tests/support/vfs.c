#include "vfs.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"

#define SECTOR 512

enum kind { WRITTEN, CUT, DELETED };

/* Something done to a file and not yet synced. */
struct later {
	struct later *next;
	enum kind kind;
	size_t offset, len; /* of CUT: the new length in offset */
	unsigned char bytes[];
};

/* A file as the disk has it: what is safe, and what is not yet. */
struct image {
	struct image *next;
	char path[512];
	bool is_there;
	bool is_new; /* its folder has not been synced since it was made */
	unsigned char *bytes;
	size_t len, cap;
	struct later *first, **end;
};

struct disk_file {
	sqlite3_file base;
	struct image *image; /* null: not a file whose content must last */
	sqlite3_file *real;
};

static struct {
	pthread_mutex_t lock;
	sqlite3_vfs vfs, *real;
	struct image *images;
	int64_t operations, power_until, fail_at, room;
	bool is_dark;
} disk = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void *must(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

/* ---------------------------------------------------------------- images */

static void image_write(struct image *image, size_t offset, const unsigned char *bytes, size_t len)
{
	if (offset + len > image->cap) {
		image->cap = (offset + len) * 2;
		image->bytes = must(realloc(image->bytes, image->cap));
	}
	if (offset > image->len)
		memset(image->bytes + image->len, 0, offset - image->len);
	if (len > 0)
		memcpy(image->bytes + offset, bytes, len);
	if (offset + len > image->len)
		image->len = offset + len;
	image->is_there = true;
}

static void image_do(struct image *image, const struct later *later)
{
	if (later->kind == WRITTEN)
		image_write(image, later->offset, later->bytes, later->len);
	if (later->kind == CUT && later->offset < image->len)
		image->len = later->offset;
	if (later->kind == DELETED) {
		image->len = 0;
		image->is_there = false;
	}
}

static void image_add(struct image *image, enum kind kind, size_t offset, const void *bytes, size_t len)
{
	struct later *later = must(malloc(sizeof *later + len));

	*later = (struct later){ .kind = kind, .offset = offset, .len = len };
	if (len > 0)
		memcpy(later->bytes, bytes, len);
	*image->end = later;
	image->end = &later->next;
}

/* By chance nothing of it, all of it, or its sectors up to or from some one: what a disk may have got round to. */
static void image_do_perhaps(struct image *image, struct later *later, struct random *random)
{
	size_t sectors = later->len / SECTOR, cut;

	if (random_below(random, 2) == 0)
		return;
	if (later->kind != WRITTEN || sectors < 2 || random_below(random, 2) == 0) {
		image_do(image, later);
		return;
	}
	cut = SECTOR * (1 + (size_t)random_below(random, sectors - 1));
	if (random_below(random, 2) == 0)
		image_write(image, later->offset, later->bytes, cut);
	else
		image_write(image, later->offset + cut, later->bytes + cut, later->len - cut);
}

/* The oldest thing not yet synced, and what comes of it. Null random: it is done; seed 0: it is not. */
static void settle_first(struct image *image, struct random *random)
{
	struct later *later = image->first;

	image->first = later->next;
	if (image->first == NULL)
		image->end = &image->first;
	if (random == NULL)
		image_do(image, later);
	else if (random->seed != 0)
		image_do_perhaps(image, later, random);
	free(later);
}

static void image_settle(struct image *image, struct random *random)
{
	while (image->first != NULL)
		settle_first(image, random);
}

static bool waits_for_deletion(const struct image *image)
{
	for (const struct later *later = image->first; later != NULL; later = later->next)
		if (later->kind == DELETED)
			return true;
	return false;
}

static void image_load(struct image *image)
{
	int file = open(image->path, O_RDONLY | O_CLOEXEC);
	struct stat about;

	if (file < 0)
		return;
	if (fstat(file, &about) == 0 && about.st_size > 0) {
		unsigned char *bytes = must(malloc((size_t)about.st_size));
		ssize_t got = read(file, bytes, (size_t)about.st_size);

		image_write(image, 0, bytes, got < 0 ? 0 : (size_t)got);
		free(bytes);
	}
	image->is_there = true;
	close(file);
}

static struct image *image_of(const char *path)
{
	struct image *image = disk.images;

	while (image != NULL && strcmp(image->path, path) != 0)
		image = image->next;
	if (image != NULL)
		return image;
	image = must(calloc(1, sizeof *image));
	snprintf(image->path, sizeof image->path, "%s", path);
	image->end = &image->first;
	image->next = disk.images;
	disk.images = image;
	image_load(image);
	return image;
}

static void image_store(const struct image *image)
{
	int file;

	unlink(image->path);
	if (!image->is_there)
		return;
	file = open(image->path, O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
	if (file < 0 ||
	    write(file, image->bytes == NULL ? (const void *)"" : image->bytes, image->len) != (ssize_t)image->len)
		abort();
	close(file);
}

/* The index of the log lives in memory that a machine without power forgets. */
static void forget_index(const char *path)
{
	char name[540];

	snprintf(name, sizeof name, "%s-shm", path);
	unlink(name);
}

/* ---------------------------------------------------------------- what happens at an operation */

/* Under the lock. SQLITE_OK, or what goes wrong now. */
static int operation(int error)
{
	disk.operations++;
	if (disk.power_until != 0 && disk.operations >= disk.power_until)
		disk.is_dark = true;
	if (disk.is_dark)
		return error;
	return disk.fail_at != 0 && disk.operations == disk.fail_at ? error : SQLITE_OK;
}

static struct disk_file *file_of(sqlite3_file *file)
{
	return (struct disk_file *)file;
}

static int disk_close(sqlite3_file *file)
{
	return file_of(file)->real->pMethods->xClose(file_of(file)->real);
}

static int disk_read(sqlite3_file *file, void *to, int len, sqlite3_int64 offset)
{
	bool is_dark = !disk_has_power();

	return is_dark ? SQLITE_IOERR_READ : file_of(file)->real->pMethods->xRead(file_of(file)->real, to, len, offset);
}

/* Under the lock: whether the disk has room for a write, which is used up when it makes the file longer. */
static bool has_room(sqlite3_file *real, int len, sqlite3_int64 offset)
{
	sqlite3_int64 size = 0, more;

	real->pMethods->xFileSize(real, &size);
	more = offset + len - size;
	if (disk.room < 0 || more <= 0)
		return true;
	if (more > disk.room)
		return false;
	disk.room -= more;
	return true;
}

static int disk_write(sqlite3_file *file, const void *from, int len, sqlite3_int64 offset)
{
	struct image *image = file_of(file)->image;
	sqlite3_file *real = file_of(file)->real;
	int code;

	pthread_mutex_lock(&disk.lock);
	code = operation(SQLITE_IOERR_WRITE);
	if (code == SQLITE_OK && !has_room(real, len, offset))
		code = SQLITE_FULL;
	if (code == SQLITE_OK)
		code = real->pMethods->xWrite(real, from, len, offset);
	if (code == SQLITE_OK && image != NULL)
		image_add(image, WRITTEN, (size_t)offset, from, (size_t)len);
	pthread_mutex_unlock(&disk.lock);
	return code;
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct image *image = file_of(file)->image;
	sqlite3_file *real = file_of(file)->real;
	int code;

	pthread_mutex_lock(&disk.lock);
	code = operation(SQLITE_IOERR_TRUNCATE);
	if (code == SQLITE_OK)
		code = real->pMethods->xTruncate(real, size);
	if (code == SQLITE_OK && image != NULL)
		image_add(image, CUT, (size_t)size, NULL, 0);
	pthread_mutex_unlock(&disk.lock);
	return code;
}

/*
 * Under the lock. SQLite's own files of the machine sync the folder with the first sync of a log or journal they
 * made, and with the folder every deletion in it. Until then a deleted file may come back.
 */
static void sync_folder(struct image *made)
{
	made->is_new = false;
	for (struct image *image = disk.images; image != NULL; image = image->next)
		while (waits_for_deletion(image))
			settle_first(image, NULL);
}

/* The real disk need not be waited for: here it is this one that must not lose anything. */
static int disk_sync(sqlite3_file *file, int flags)
{
	struct image *image = file_of(file)->image;
	int code;

	(void)flags;
	pthread_mutex_lock(&disk.lock);
	code = operation(SQLITE_IOERR_FSYNC);
	if (code == SQLITE_OK && image != NULL) {
		image_settle(image, NULL);
		if (image->is_new)
			sync_folder(image);
	}
	pthread_mutex_unlock(&disk.lock);
	return code;
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return file_of(file)->real->pMethods->xFileSize(file_of(file)->real, size);
}

static int disk_lock(sqlite3_file *file, int level)
{
	return file_of(file)->real->pMethods->xLock(file_of(file)->real, level);
}

static int disk_unlock(sqlite3_file *file, int level)
{
	return file_of(file)->real->pMethods->xUnlock(file_of(file)->real, level);
}

static int disk_check_lock(sqlite3_file *file, int *is_locked)
{
	return file_of(file)->real->pMethods->xCheckReservedLock(file_of(file)->real, is_locked);
}

static int disk_control(sqlite3_file *file, int what, void *argument)
{
	return file_of(file)->real->pMethods->xFileControl(file_of(file)->real, what, argument);
}

static int disk_sector(sqlite3_file *file)
{
	return file_of(file)->real->pMethods->xSectorSize(file_of(file)->real);
}

static int disk_characteristics(sqlite3_file *file)
{
	return file_of(file)->real->pMethods->xDeviceCharacteristics(file_of(file)->real);
}

static int disk_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
	return file_of(file)->real->pMethods->xShmMap(file_of(file)->real, page, size, extend, memory);
}

static int disk_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	return file_of(file)->real->pMethods->xShmLock(file_of(file)->real, offset, count, flags);
}

static void disk_shm_barrier(sqlite3_file *file)
{
	file_of(file)->real->pMethods->xShmBarrier(file_of(file)->real);
}

static int disk_shm_unmap(sqlite3_file *file, int is_last)
{
	return file_of(file)->real->pMethods->xShmUnmap(file_of(file)->real, is_last);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2, /* 3 would let SQLite write past us through a memory map */
	.xClose = disk_close,
	.xRead = disk_read,
	.xWrite = disk_write,
	.xTruncate = disk_truncate,
	.xSync = disk_sync,
	.xFileSize = disk_size,
	.xLock = disk_lock,
	.xUnlock = disk_unlock,
	.xCheckReservedLock = disk_check_lock,
	.xFileControl = disk_control,
	.xSectorSize = disk_sector,
	.xDeviceCharacteristics = disk_characteristics,
	.xShmMap = disk_shm_map,
	.xShmLock = disk_shm_lock,
	.xShmBarrier = disk_shm_barrier,
	.xShmUnmap = disk_shm_unmap,
};

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *flags_out)
{
	struct disk_file *file = file_of(base);
	bool must_last =
		path != NULL && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
	int code;

	(void)vfs;
	file->base.pMethods = NULL;
	if (!disk_has_power())
		return SQLITE_CANTOPEN;
	pthread_mutex_lock(&disk.lock);
	file->image = must_last ? image_of(path) : NULL; /* before it is made: what was there is safe */
	if (must_last && (flags & SQLITE_OPEN_MAIN_DB) == 0 && access(path, F_OK) != 0)
		file->image->is_new = true;
	pthread_mutex_unlock(&disk.lock);
	file->real = (sqlite3_file *)(void *)(file + 1);
	code = disk.real->xOpen(disk.real, path, file->real, flags, flags_out);
	if (code == SQLITE_OK)
		file->base.pMethods = &methods;
	return code;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int is_synced)
{
	int code;

	(void)vfs;
	pthread_mutex_lock(&disk.lock);
	code = operation(SQLITE_IOERR_DELETE);
	if (code == SQLITE_OK)
		code = disk.real->xDelete(disk.real, path, 0);
	if (code == SQLITE_OK) {
		struct image *image = image_of(path);

		image_add(image, DELETED, 0, NULL, 0);
		if (is_synced)
			image_settle(image, NULL);
	}
	pthread_mutex_unlock(&disk.lock);
	return code;
}

/* ---------------------------------------------------------------- for the test */

static void forget_images(void)
{
	while (disk.images != NULL) {
		struct image *image = disk.images;

		disk.images = image->next;
		image_settle(image, NULL);
		free(image->bytes);
		free(image);
	}
}

static void register_once(void)
{
	disk.real = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.real;
	disk.vfs.zName = "disk";
	disk.vfs.pNext = NULL;
	disk.vfs.szOsFile = (int)sizeof(struct disk_file) + disk.real->szOsFile;
	disk.vfs.xOpen = disk_open;
	disk.vfs.xDelete = disk_delete;
	if (sqlite3_vfs_register(&disk.vfs, 0) != SQLITE_OK)
		abort();
}

void disk_start(void)
{
	if (disk.real == NULL)
		register_once();
	pthread_mutex_lock(&disk.lock);
	forget_images();
	disk.operations = disk.power_until = disk.fail_at = 0;
	disk.room = -1;
	disk.is_dark = false;
	pthread_mutex_unlock(&disk.lock);
}

int64_t disk_operations(void)
{
	int64_t operations;

	pthread_mutex_lock(&disk.lock);
	operations = disk.operations;
	pthread_mutex_unlock(&disk.lock);
	return operations;
}

void disk_lose_power_at(int64_t at)
{
	pthread_mutex_lock(&disk.lock);
	disk.power_until = disk.operations + at;
	pthread_mutex_unlock(&disk.lock);
}

bool disk_has_power(void)
{
	bool is_dark;

	pthread_mutex_lock(&disk.lock);
	is_dark = disk.is_dark;
	pthread_mutex_unlock(&disk.lock);
	return !is_dark;
}

void disk_power_back(uint64_t seed)
{
	struct random random = { .seed = seed };

	pthread_mutex_lock(&disk.lock);
	for (struct image *image = disk.images; image != NULL; image = image->next) {
		image_settle(image, &random);
		image_store(image);
		forget_index(image->path);
	}
	disk.power_until = disk.fail_at = 0;
	disk.is_dark = false;
	pthread_mutex_unlock(&disk.lock);
}

void disk_room(int64_t bytes)
{
	pthread_mutex_lock(&disk.lock);
	disk.room = bytes;
	pthread_mutex_unlock(&disk.lock);
}

void disk_fail_at(int64_t at)
{
	pthread_mutex_lock(&disk.lock);
	disk.fail_at = disk.operations + at;
	pthread_mutex_unlock(&disk.lock);
}
