// The program's own lines are those between the plugin's banner and Maven's next line, and there must be some.
def log = new File(basedir, 'build.log').readLines('UTF-8')
def start = log.findIndexOf { it.contains('exec') && it.contains(':java (default-cli)') }
assert start >= 0 : 'the program was not run'
def printed = log.drop(start + 1).takeWhile { !it.startsWith('[INFO] ---') }.findAll { it.trim() && !(it =~ /^(\[|WARNING:)/) }
assert printed : 'the program printed nothing'
