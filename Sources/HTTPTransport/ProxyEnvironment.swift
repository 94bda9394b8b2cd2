import Glibc

/// Whether libcurl would ask a proxy, by the environment variables that it reads
/// (https://everything.curl.dev/usingcurl/proxies/env.html).
enum ProxyEnvironment {
    static func hasProxy(for origin: Origin) -> Bool {
        // A name in capitals is what a web server gives a program for a visitor's field, so libcurl takes none for http.
        let own = origin.scheme == "https" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        guard (own + ["all_proxy", "ALL_PROXY"]).contains(where: { value($0) != nil }) else { return false }
        let direct = (value("no_proxy") ?? value("NO_PROXY") ?? "").lowercased()
        return !direct.split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
            let name = entry.hasPrefix(".") ? entry.dropFirst() : entry
            return entry == "*" || origin.host == name || origin.host.hasSuffix(".\(name)")
        }
    }

    private static func value(_ name: String) -> String? {
        guard let text = getenv(name).map({ String(cString: $0) }), !text.isEmpty else { return nil }
        return text
    }
}
