/* Sends requests over kept connections and writes down when each was answered.
 *
 * load PORT SCRIPT CONNECTIONS SECONDS RATE
 *
 * A line of SCRIPT is one visitor: ADDRESS, METHOD, PATH, BODY, and then perhaps a second METHOD,
 * PATH and BODY, with tabs between; a BODY of "-" is none. The second request follows an answer of
 * 201 to the first, with the hold of that answer in place of "@".
 * RATE > 0: visitor i arrives at i / RATE seconds, whatever happened to those before (open loop).
 * SECONDS > 0: begins the script again until the time is over. Otherwise every visitor comes once.
 * A line of the output: visitor, due, sent, answered, status, sent, answered, status, hold
 * (microseconds since the start; a status of 0 is a connection that was lost).
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PARTS = 7, OUT = 8192, HOLD = 40 };

typedef struct { char *part[PARTS]; int parts; } Visitor;

typedef struct {
    int fd, busy, step, status[2];
    long visitor, due, sent[2], answered[2];
    char hold[HOLD], *in;
    size_t length, room;
} Link;

static Visitor *visitors;
static long count;
static struct sockaddr_in server;
static struct timespec began;
static int poller;

static long now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (at.tv_sec - began.tv_sec) * 1000000L + (at.tv_nsec - began.tv_nsec) / 1000;
}

static void fail(const char *what) { perror(what); exit(1); }

static void read_script(const char *name) {
    FILE *file = fopen(name, "r");
    char *line = NULL;
    size_t size = 0;
    long room = 0;
    if (!file) fail(name);
    while (getline(&line, &size, file) > 0) {
        line[strcspn(line, "\n")] = 0;
        if (count == room) visitors = realloc(visitors, (room = room * 2 + 64) * sizeof *visitors);
        Visitor *one = &visitors[count++];
        char *rest = strdup(line), *part;
        one->parts = 0;
        while (one->parts < PARTS && (part = strsep(&rest, "\t"))) one->part[one->parts++] = part;
    }
    fclose(file);
}

static void connect_link(Link *link) {
    int yes = 1;
    link->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (link->fd < 0 || connect(link->fd, (struct sockaddr *)&server, sizeof server)) fail("connect");
    setsockopt(link->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    fcntl(link->fd, F_SETFL, O_NONBLOCK);
    struct epoll_event wish = {.events = EPOLLIN, .data.ptr = link};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, link->fd, &wish)) fail("epoll_ctl");
}

static void put_body(const char *body, const char *hold, char *out) {
    const char *at = strchr(body, '@');
    if (!strcmp(body, "-")) *out = 0;
    else if (!at || !*hold) strcpy(out, body);
    else sprintf(out, "%.*s%s%s", (int)(at - body), body, hold, at + 1);
}

static void ask(Link *link) {
    char body[OUT / 2], out[OUT];
    Visitor *one = &visitors[link->visitor % count];
    char **part = one->part + 1 + 3 * link->step;
    put_body(part[2], link->step ? link->hold : "", body);
    int length = snprintf(out, sizeof out,
        "%s %s HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: %s\r\n"
        "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
        part[0], part[1], one->part[0], strlen(body), body);
    link->length = 0;
    link->sent[link->step] = now();
    if (length >= (int)sizeof out || send(link->fd, out, length, MSG_NOSIGNAL) != length)
        link->status[link->step] = 0;
}

static void begin(Link *link, long visitor, long due) {
    link->visitor = visitor;
    link->due = due;
    link->busy = 1;
    link->step = 0;
    link->hold[0] = 0;
    for (int i = 0; i < 2; i++) link->status[i] = link->sent[i] = link->answered[i] = 0;
    ask(link);
}

static void finish(Link *link) {
    printf("%ld\t%ld\t%ld\t%ld\t%d\t%ld\t%ld\t%d\t%s\n", link->visitor, link->due, link->sent[0],
           link->answered[0], link->status[0], link->sent[1], link->answered[1], link->status[1],
           link->hold);
    link->busy = 0;
}

/* The whole length of the answer, or 0 as long as its head is incomplete. */
static size_t expected(Link *link) {
    char *end = memmem(link->in, link->length, "\r\n\r\n", 4);
    size_t body = 0;
    if (!end) return 0;
    for (char *line = link->in; line < end; line = strstr(line, "\r\n") + 2)
        if (!strncasecmp(line, "content-length:", 15)) body = strtoul(line + 15, NULL, 10);
    return end + 4 - link->in + body;
}

static void answered(Link *link) {
    link->in[link->length] = 0;
    link->answered[link->step] = now();
    link->status[link->step] = atoi(link->in + 9);
    char *hold = link->step ? NULL : strstr(link->in, "\"hold\":\"");
    if (hold) snprintf(link->hold, HOLD, "%.36s", hold + 8);
    if (!link->step && link->status[0] == 201 && visitors[link->visitor % count].parts == PARTS) {
        link->step = 1;
        ask(link);
    } else finish(link);
}

static void receive(Link *link) {
    for (;;) {
        if (link->room - link->length < 4096) link->in = realloc(link->in, link->room = link->room * 2 + 8192);
        ssize_t got = recv(link->fd, link->in + link->length, link->room - link->length - 1, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) break;
        if (got <= 0) {
            close(link->fd);
            if (link->busy) link->answered[link->step] = now(), finish(link);
            connect_link(link);
            return;
        }
        link->length += got;
    }
    link->in[link->length] = 0;
    size_t whole = expected(link);
    if (link->busy && whole && link->length >= whole) answered(link);
}

int main(int argc, char **argv) {
    if (argc != 6) return 2;
    int links = atoi(argv[3]), busy = 0;
    long seconds = atol(argv[4]) * 1000000L, next = 0;
    double rate = atof(argv[5]);
    server.sin_family = AF_INET;
    server.sin_port = htons(atoi(argv[1]));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    read_script(argv[2]);
    poller = epoll_create1(0);
    Link *all = calloc(links, sizeof *all);
    for (int i = 0; i < links; i++) connect_link(&all[i]);
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (;;) {
        long at = now(), due = 0;
        busy = 0;
        for (int i = 0; i < links; i++) {
            if (!all[i].busy && (seconds ? at < seconds : next < count)) {
                due = rate > 0 ? (long)(next * 1e6 / rate) : at;
                if (due <= at) begin(&all[i], next++, due);
            }
            busy += all[i].busy;
        }
        if (!busy && (seconds ? at >= seconds : next >= count)) break;
        struct epoll_event ready[256];
        int found = epoll_wait(poller, ready, 256, 1);
        for (int i = 0; i < found; i++) receive(ready[i].data.ptr);
    }
    return 0;
}
