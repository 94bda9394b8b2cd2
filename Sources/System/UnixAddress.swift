package import Glibc

/// The address of a unix socket in the file system.
package struct UnixAddress {
    private var address = sockaddr_un()
    private let length: socklen_t

    /// `nil` where the path is longer than the kernel takes, about 100 bytes.
    package init?(path: String) {
        let bytes = Array(path.utf8)
        // The last byte stays zero and ends the path.
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        length = socklen_t(MemoryLayout<sockaddr_un>.size)
    }

    package func withPointer<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
