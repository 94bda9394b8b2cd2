import CSpawn
import Glibc
import Synchronization

/// How one program is confined: by the kernel's filter of calls, which names the program, and by Landlock where the
/// kernel has it.
package struct Confinement: Sendable {
    /// Made once for each program and never freed.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private static let made = Mutex<[String: Handle]>([:])
    private static let folders = ["/usr/bin", "/bin"]

    private let made: Handle

    var handle: OpaquePointer { made.pointer }

    /// `program`: its path, or its name in the folders of the system's programs.
    static func of(_ program: String) throws(ChildProcess.Failure) -> Confinement {
        let places = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        guard let path = places.first(where: { access($0, X_OK) == 0 }) else {
            throw ChildProcess.Failure(call: program, code: ENOENT)
        }
        let handle = made.withLock { made -> Handle? in
            if let known = made[path] { return known }
            let new = ratingwatch_confine(path).map(Handle.init(pointer:))
            made[path] = new
            return new
        }
        guard let handle else { throw ChildProcess.Failure(call: "the confinement of \(path)", code: errno) }
        return Confinement(made: handle)
    }

    /// False on a kernel without Landlock: then a confined child's calls are filtered, but it may read the files that
    /// its user may.
    package static var hasLandlock: Bool { ratingwatch_landlock_version() > 0 }

    /// Keeps this process's memory, environment and open files from every other process of its user, children included.
    package static func hideProcess() { ratingwatch_hide_process() }

    /// Has the process end with the one that has started it and waits for it.
    package static func dieWithParent() { ratingwatch_die_with_parent() }
}
