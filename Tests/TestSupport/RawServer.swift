import Foundation
import Glibc

/// A server on 127.0.0.1 that knows no HTTP: each connection, after the first bytes arrived, gets the next script (the
/// last one again and again), byte for byte. For answers that no well-behaved server gives.
package final class RawServer: Sendable {
    package enum Step: Sendable {
        case send([UInt8])
        /// Sends the bytes once a second, for ever.
        case drip([UInt8])
        /// Reads until something arrives.
        case awaitRequest
        /// Keeps the connection and says nothing more until the client goes.
        case stall
        /// Ends the connection with a TCP reset.
        case reset

        package static func text(_ text: String) -> Step { .send(Array(text.utf8)) }
    }

    /// Without a slash at its end.
    package let url: String
    package let port: Int
    private let listener: Int32
    private let record: RawRecord

    /// A script that ends without `reset` or `stall` closes the connection in good order.
    package init(_ scripts: [Step]...) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) | listen(descriptor, 64) | getsockname(descriptor, $0, &length)
            }
        }
        guard listener >= 0, code == 0 else { throw ServerFailure(String(cString: strerror(errno))) }
        port = Int(UInt16(bigEndian: address.sin_port))
        url = "http://127.0.0.1:\(port)"
        record = RawRecord(scripts)
        let record = record
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread { RawServer.serve(connection, record) }
            }
        }
    }

    deinit {
        // Wakes the accepting thread; close alone would leave it waiting.
        Glibc.shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// What each connection sent first, in order of arrival.
    package var requests: [String] {
        record.requests
    }

    private static func serve(_ connection: Int32, _ record: RawRecord) {
        defer { close(connection) }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(connection, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        for step in record.next(String(decoding: buffer.prefix(count), as: UTF8.self)) {
            switch step {
            case .send(let bytes):
                guard sendAll(bytes, to: connection) else { return }
            case .drip(let bytes):
                while sendAll(bytes, to: connection) { sleep(1) }
                return
            case .awaitRequest:
                guard recv(connection, &buffer, buffer.count, 0) > 0 else { return }
            case .stall:
                while recv(connection, &buffer, buffer.count, 0) > 0 {}
                return
            case .reset:
                var abort = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection, SOL_SOCKET, SO_LINGER, &abort, socklen_t(MemoryLayout<linger>.size))
                return
            }
        }
        // What the client still sends must not turn the close into a reset.
        Glibc.shutdown(connection, Int32(SHUT_WR))
        while recv(connection, &buffer, buffer.count, 0) > 0 {}
    }

    private static func sendAll(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
