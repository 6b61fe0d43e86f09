#!/usr/bin/env python3
"""Measures how long the program takes, beside the reference, and prints a Markdown table.

    bench/bench.py [RUNS]

Every program does every work once a round, so that a busy moment hits all of them alike; the table shows the medians of
RUNS rounds (15), how many times as long as the reference's that is, and the largest peak of memory. All of them talk to a
server on loopback that plays Ory Network. What is measured is named by variables; what is not named is left out:

    ORY_DISTRIBUTION  the JVM program's folder; target/ory where it is not set
    ORY_JAVA_HOMES    the JDKs to run it on, separated by colons; JAVA_HOME where it is not set
    ORY_NATIVE        the native executable
    ORY_REFERENCE     the reference's executable

Needs Python 3.9 and openssl. The reference finds the server only where /etc/hosts has the names that the script asks for,
and reports its use to its makers; where there is no network it cannot:

    sudo unshare --net sh -c 'ip link set lo up; exec bench/bench.py'
"""
import http.server
import json
import os
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PROJECT = {'id': '6f2b1c5e-8a43-4d0e-9f57-0c1d2e3f4a5b', 'slug': 'bench-project-000000000', 'name': 'bench',
           'environment': 'dev', 'home_region': 'eu-central', 'state': 'running', 'revision_id': '',
           'created_at': '2026-01-01T00:00:00Z', 'updated_at': '2026-01-01T00:00:00Z', 'hosts': [], 'services': {},
           'organizations': []}
HOSTS = ['api.console.localhost', PROJECT['slug'] + '.projects.oryapis.localhost']
LISTED = 1000
LIST = ['list', 'oauth2-clients', '--page-size', '500', '--all', '--format', 'json']
# The reference knows one page only, which may be of any size.
LIST_OF_REFERENCE = ['list', 'oauth2-clients', '--page-size', str(LISTED), '--format', 'json']
IMPORTED = 200
ANSWER_AFTER = 0.05  # seconds, of the import's server


def client(number):
    return {'client_id': '00000000-0000-4000-8000-%012d' % number, 'client_name': 'client %d' % number,
            'redirect_uris': ['http://localhost/callback'], 'grant_types': ['authorization_code'],
            'response_types': ['code'], 'scope': 'openid offline_access', 'audience': [], 'owner': '',
            'subject_type': 'public', 'token_endpoint_auth_method': 'client_secret_basic', 'metadata': {},
            'created_at': '2026-01-01T00:00:00Z', 'updated_at': '2026-01-01T00:00:00Z'}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    wbufsize = -1
    clients = [client(number) for number in range(LISTED)]

    def log_message(self, *arguments):
        pass

    def answer(self, status, body, link=None):
        self.send_response(status)
        if link:
            self.send_header('Link', '<%s>; rel="next"' % link)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, _, query = self.path.partition('?')
        if self.headers['Host'].startswith('api.'):
            one = path.startswith('/projects/')
            self.answer(200, json.dumps(PROJECT if one else [PROJECT]).encode())
        else:
            page = dict(urllib.parse.parse_qsl(query))
            size, begin = int(page.get('page_size', 250)), int(page.get('page_token', 0))
            end = begin + size
            link = '%s?page_size=%d&page_token=%d' % (path, size, end) if end < LISTED else None
            self.answer(200, json.dumps(self.clients[begin:end]).encode(), link)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        time.sleep(self.server.delay)
        with self.server.lock:
            self.server.created += 1
            number = self.server.created
        sent = {name: value for name, value in body.items() if value not in (None, '')}
        self.answer(201, json.dumps({**client(number), 'client_secret': 'secret-%d' % number, **sent}).encode())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, delay=0.0, certificate=None):
        super().__init__(('127.0.0.1', 0), Handler)
        self.delay = delay
        self.created = 0
        self.lock = threading.Lock()
        self.certificate = certificate
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, address):
        pass  # A client that hangs up is no news.

    def environment(self):
        scheme = 'https' if self.certificate else 'http'
        port = self.server_address[1]
        variables = {'ORY_CONSOLE_URL': '%s://console.localhost:%d' % (scheme, port),
                     'ORY_ORYAPIS_URL': '%s://oryapis.localhost:%d' % (scheme, port),
                     'ORY_PROJECT_API_KEY': 'ory_pat_bench'}
        if self.certificate:
            variables['SSL_CERT_FILE'] = self.certificate
        return variables


def run(program, words, environment, folder):
    """Seconds, and MiB of memory at the peak."""
    with open(os.path.join(folder, 'out'), 'wb') as out, open(os.path.join(folder, 'err'), 'wb') as err:
        begun = time.perf_counter()
        process = subprocess.Popen([program] + words, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                   env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        with open(os.path.join(folder, 'err')) as err:
            sys.exit('%s %s ended with %d: %s' % (program, ' '.join(words), process.returncode, err.read()))
    unit = 1 << 20 if sys.platform == 'darwin' else 1 << 10
    return seconds, usage.ru_maxrss / unit


def java_name(home):
    with open(os.path.join(home, 'release')) as release:
        for line in release:
            if line.startswith('JAVA_VERSION='):
                return 'JVM ' + line.split('"')[1].split('.')[0]
    return 'JVM'


def programs(folder):
    """Name, executable and own variables of each."""
    found = []
    if os.environ.get('ORY_REFERENCE'):
        found.append(('reference', os.environ['ORY_REFERENCE'], {}))
    if os.environ.get('ORY_NATIVE'):
        found.append(('native', os.environ['ORY_NATIVE'], {}))
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    launcher = os.path.join(os.environ.get('ORY_DISTRIBUTION') or os.path.join(here, 'target', 'ory'), 'bin', 'ory')
    homes = os.environ.get('ORY_JAVA_HOMES') or os.environ.get('JAVA_HOME') or ''
    if os.path.exists(launcher):
        for home in filter(None, homes.split(':')):
            found.append((java_name(home), launcher, {'ORY_JAVA_HOME': home, 'XDG_CACHE_HOME': folder}))
    return found


def warm(program, own, environment, folder):
    """Lets the JVM program make its class data archive, if it has none that fits."""
    run(program, ['--help'], environment, folder)
    if own:
        # It begins in the background, within a second or two of the end.
        time.sleep(5)
        while os.path.isdir(os.path.join(folder, 'ory', 'lock')):
            time.sleep(0.5)


def table(names, works, results):
    lines = ['| | ' + ' | '.join(names) + ' |', '|---' * (len(names) + 1) + '|']
    for work in works:
        base = statistics.median(s for s, _ in results[names[0], work]) if names[0] == 'reference' else 0
        cells = []
        for name in names:
            median = statistics.median(s for s, _ in results[name, work])
            ratio = ' (%.2f×)' % (median / base) if base and name != 'reference' else ''
            memory = max(mib for _, mib in results[name, work])
            cells.append('%.0f ms%s, %.0f MiB' % (median * 1000, ratio, memory))
        lines.append('| %s | %s |' % (work, ' | '.join(cells)))
    return '\n'.join(lines)


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory(prefix='ory-bench-') as folder:
        certificate = os.path.join(folder, 'certificate')
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout',
                        certificate + '.key', '-out', certificate + '.crt', '-subj', '/CN=localhost', '-addext',
                        'subjectAltName=' + ','.join('DNS:' + host for host in HOSTS)],
                       check=True, stderr=subprocess.DEVNULL)
        with open(certificate, 'w') as both:
            for part in ('.crt', '.key'):
                with open(certificate + part) as file:
                    both.write(file.read())
        plain, slow, secure = Server(), Server(delay=ANSWER_AFTER), Server(certificate=certificate)
        clients = os.path.join(folder, 'clients.json')
        with open(clients, 'w') as file:
            json.dump([{'client_name': 'client %d' % number, 'redirect_uris': ['http://localhost/callback']}
                       for number in range(IMPORTED)], file)
        create = ['create', 'oauth2-client', '--name', 'bench', '--format', 'json']
        works = {
            '`--help`': (['--help'], plain),
            '`create oauth2-client --help`': (['create', 'oauth2-client', '--help'], plain),
            'create': (create, plain),
            'create over HTTPS': (create, secure),
            'list of {:,}'.format(LISTED): (LIST, plain),
            'import of %d, %d ms an answer' % (IMPORTED, ANSWER_AFTER * 1000): (
                ['import', 'oauth2-client', clients], slow),
        }
        found = programs(folder)
        if not found:
            sys.exit(__doc__)
        if found[0][0] == 'reference':
            try:
                for host in HOSTS:
                    socket.getaddrinfo(host, 80)
            except OSError:
                sys.exit('/etc/hosts needs this line:\n127.0.0.1 ' + ' '.join(HOSTS))
        basis = {'PATH': os.environ['PATH'], 'HOME': folder, 'LANG': 'C.UTF-8'}
        results = {(name, work): [] for name, _, _ in found for work in works}
        for name, program, own in found:
            warm(program, own, {**basis, **own}, folder)
        for turn in range(runs + 1):  # The first is not counted.
            for work, (words, server) in works.items():
                for name, program, own in found:
                    asked = LIST_OF_REFERENCE if words is LIST and name == 'reference' else words
                    measured = run(program, asked, {**basis, **server.environment(), **own}, folder)
                    if turn:
                        results[name, work].append(measured)
            print('round %d of %d' % (turn, runs), file=sys.stderr)
        print(table([name for name, _, _ in found], works, results))


if __name__ == '__main__':
    main()
