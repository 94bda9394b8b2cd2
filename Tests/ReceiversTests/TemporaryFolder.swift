import Glibc

/// A fresh folder that goes away with its last reference.
final class TemporaryFolder {
    let path: String

    init() throws {
        // In memory where that can be: the thousands of syncs of the crash tests take long on a shared disk.
        let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var template = Array("\(parent)/ratingwatch-log-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(errno: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in (try? names()) ?? [] { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    struct Failure: Error { let errno: Int32 }

    func names() throws -> [String] {
        guard let stream = opendir(path) else { throw Failure(errno: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func read(_ name: String) throws -> [UInt8] {
        guard let file = fopen("\(path)/\(name)", "r") else { throw Failure(errno: errno) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }

    func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        let bytes = Array(bytes)
        guard let file = fopen("\(path)/\(name)", "w") else { throw Failure(errno: errno) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(errno: errno) }
    }

    func rename(_ name: String, to other: String) throws {
        guard Glibc.rename("\(path)/\(name)", "\(path)/\(other)") == 0 else { throw Failure(errno: errno) }
    }

    /// Makes a file as old as if it was written at that second since 1970.
    func age(_ name: String, to second: Int) throws {
        var times = [timespec(tv_sec: second, tv_nsec: 0), timespec(tv_sec: second, tv_nsec: 0)]
        guard utimensat(AT_FDCWD, "\(path)/\(name)", &times, 0) == 0 else { throw Failure(errno: errno) }
    }
}
