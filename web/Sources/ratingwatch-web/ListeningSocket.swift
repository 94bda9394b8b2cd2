import Glibc

/// The socket that requests come by: systemd's, or one of 127.0.0.1.
struct ListeningSocket {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let descriptor: Int32
    /// For people: `http://127.0.0.1:8080/`, or where systemd has it.
    let address: String

    /// What systemd hands over first, https://www.freedesktop.org/software/systemd/man/sd_listen_fds.html
    private static let firstOfSystemd: Int32 = 3

    /// `port`: where systemd has opened none; 0 takes a free one.
    init(port: Int?) throws(Failure) {
        if let count = ListeningSocket.handedOver {
            guard count == 1 else {
                throw Failure(description: "systemd has passed \(count) sockets; exactly one is needed")
            }
            descriptor = ListeningSocket.firstOfSystemd
            address = "the socket of systemd"
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            return
        }
        guard let port else {
            throw Failure(description: "systemd has opened no socket; name a port: --port 8080")
        }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ListeningSocket.failure("open a socket") }
        var isReused: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = in_port_t(port).bigEndian
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(descriptor, place, length) == 0 && listen(descriptor, 256) == 0
                    && getsockname(descriptor, place, &length) == 0
            }
        }
        guard isBound else { throw ListeningSocket.failure("listen at port \(port)") }
        self.descriptor = descriptor
        address = "http://127.0.0.1:\(in_port_t(bigEndian: place.sin_port))/"
    }

    /// How many sockets systemd has opened for this process; `nil` where it has not started it so.
    private static var handedOver: Int? {
        guard let process = getenv("LISTEN_PID"), Int32(String(cString: process)) == getpid(),
            let count = getenv("LISTEN_FDS")
        else { return nil }
        return Int(String(cString: count))
    }

    private static func failure(_ what: String) -> Failure {
        Failure(
            description: "cannot \(what): \(String(cString: strerror(errno))); "
                + "choose another port, or stop the program that uses it")
    }
}
