import CCurl
import Glibc

/// The one owner of a libcurl easy handle, of its lists and its error buffer.
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var refusal: CURLcode = CURLE_OK

    init?() {
        guard let raw = curl_easy_init() else { return nil }
        self.raw = raw
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        set(CURLOPT_ERRORBUFFER, pointer: errorText)
    }

    deinit {
        curl_easy_cleanup(raw)
        for list in lists { curl_slist_free_all(list) }
        errorText.deallocate()
    }

    /// The first option that libcurl would not take; a transfer must not start with a limit missing.
    var refusedOption: CURLcode? {
        refusal == CURLE_OK ? nil : refusal
    }

    func note(_ code: CURLcode) {
        if refusal == CURLE_OK { refusal = code }
    }

    func set(_ option: CURLoption, _ value: Int) {
        note(ratingwatch_set_long(raw, option, value))
    }

    func set(_ option: CURLoption, size value: Int) {
        note(ratingwatch_set_size(raw, option, curl_off_t(value)))
    }

    func set(_ option: CURLoption, _ value: String) {
        note(ratingwatch_set_text(raw, option, value))
    }

    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) {
        note(ratingwatch_set_pointer(raw, option, pointer))
    }

    func set(_ option: CURLoption, _ callback: @escaping ratingwatch_receive_callback) {
        note(ratingwatch_set_receive(raw, option, callback))
    }

    /// libcurl copies the bytes.
    func setBody(_ bytes: [UInt8]) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, size: bytes.count)
        bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { chars in
                note(ratingwatch_set_text(raw, CURLOPT_COPYPOSTFIELDS, chars.baseAddress ?? UnsafePointer(errorText)))
            }
        }
    }

    func setList(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                return note(CURLE_OUT_OF_MEMORY)
            }
            list = longer
        }
        if let list { lists.append(list) }
        note(ratingwatch_set_list(raw, option, list))
    }

    /// What libcurl wrote about a failure, else the name of its code.
    func words(for code: CURLcode) -> String {
        errorText.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: errorText)
    }

    var status: Int {
        var value = 0
        return ratingwatch_get_long(raw, CURLINFO_RESPONSE_CODE, &value) == CURLE_OK ? value : 0
    }

    /// Bytes that the answer says its body has; `nil` where it does not say.
    var announcedBytes: Int? {
        var value: curl_off_t = 0
        let code = ratingwatch_get_size(raw, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &value)
        return code == CURLE_OK && value >= 0 ? Int(value) : nil
    }

    var duration: Duration {
        var value: curl_off_t = 0
        return ratingwatch_get_size(raw, CURLINFO_TOTAL_TIME_T, &value) == CURLE_OK ? .microseconds(value) : .zero
    }

    /// Those of the answer itself: neither a proxy's, nor a 1xx's, nor trailers.
    var headers: HTTPHeaders {
        var headers = HTTPHeaders()
        var header: UnsafeMutablePointer<curl_header>?
        while let next = curl_easy_nextheader(raw, UInt32(CURLH_HEADER), -1, header) {
            header = next
            headers.append(Self.text(next.pointee.name), Self.text(next.pointee.value))
        }
        return headers
    }

    /// Bytes that are no UTF-8 are ISO 8859-1, as header fields once were.
    private static func text(_ bytes: UnsafePointer<CChar>) -> String {
        if let text = String(validatingCString: bytes) { return text }
        var text = ""
        var at = bytes
        while at.pointee != 0 {
            text.unicodeScalars.append(Unicode.Scalar(UInt8(bitPattern: at.pointee)))
            at += 1
        }
        return text
    }
}

extension Duration {
    /// Rounded down.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (product, overflows) = Int(seconds).multipliedReportingOverflow(by: 1000)
        return overflows ? Int(Int32.max) : product + Int(attoseconds / 1_000_000_000_000_000)
    }
}

/// Whether libcurl would ask a proxy, by the environment variables that it reads
/// (https://everything.curl.dev/usingcurl/proxies/env.html).
enum ProxyEnvironment {
    static func hasProxy(for origin: Origin) -> Bool {
        // A name in capitals is what a web server gives a program for a visitor's field, so libcurl takes none for
        // http.
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
