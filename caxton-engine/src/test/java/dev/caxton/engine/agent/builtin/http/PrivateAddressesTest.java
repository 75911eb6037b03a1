package dev.caxton.engine.agent.builtin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.tool.ToolFailedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No form of an address may lead http_client to anything but a public host. */
class PrivateAddressesTest {

    private static final int LEAST_FORMS = 200;

    private static final Set<String> REFUSALS =
            Set.of("private_address", "invalid_address", "unsupported_scheme", "user_info", "unresolved_host");

    private static LocalWeb web;

    @BeforeAll
    static void start() throws Exception {
        web = new LocalWeb().serve("/secret", "text/plain", "secret");
    }

    @AfterAll
    static void nobodyCame() {
        assertThat(web.asked()).isEmpty();
        web.close();
    }

    /** Names resolve as an attacker's name server would have it, addresses as they are. */
    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        if (host.endsWith(".evil.example")) {
            String address =
                    host.substring(0, host.length() - ".evil.example".length()).replace('_', ':');
            return List.of(InetAddress.getByName(address.replace('-', '.')));
        }
        return switch (host) {
            case "localhost", "localhost.localdomain", "ip6-localhost" -> List.of(InetAddress.getLoopbackAddress());
            case "metadata.google.internal" -> List.of(InetAddress.getByName("169.254.169.254"));
            case "mixed.example" -> List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1"));
            default -> {
                if (host.matches("[0-9.]+") || host.contains(":")) {
                    yield List.of(InetAddress.getByName(host));
                }
                throw new UnknownHostException(host);
            }
        };
    }

    static List<String> forms() {
        List<String> forms = new ArrayList<>();
        int port = web.port();
        String tail = ":" + port + "/secret";
        for (String host : List.of(
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "127.255.255.254",
                "127.000.000.001",
                "0127.0.0.1",
                "0177.0.0.1",
                "0177.0.0.01",
                "0x7f.0.0.1",
                "0x7f.1",
                "0X7F.0x0.0x0.0x1",
                "0x7f000001",
                "2130706433",
                "017700000001",
                "127.0.0.1.",
                "127.0.0.1..",
                "127.0.0.0x1",
                "1.1",
                "0",
                "0.0.0.0",
                "0.0",
                "00.00.00.00",
                "0.1.2.3",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::]",
                "[0000::0001]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[::7f00:1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b::10.0.0.1]",
                "[64:ff9b:1::7f00:1]",
                "[2002:7f00:1::]",
                "[2002:a9fe:a9fe::]",
                "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                "[fe80::1]",
                "[fe80::1%25lo]",
                "[fe80::1%lo]",
                "[febf::1]",
                "[fec0::1]",
                "[fc00::1]",
                "[fd00::1]",
                "[fd00:ec2::254]",
                "[fdff:ffff::1]",
                "[ff02::1]",
                "[ff0e::1]",
                "[2001:db8::1]",
                "[2001:10::1]",
                "[2001:20::1]",
                "[3fff::1]",
                "[100::1]",
                "[::ffff:0:127.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[::ffff:10.0.0.1]",
                "[::ffff:192.168.0.1]",
                "[4000::1]",
                "[5f00::1]",
                "[8000::1]",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "100.100.100.200",
                "169.254.169.254",
                "169.254.0.1",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "10.1",
                "10.0.1",
                "192.168.1",
                "0xa9fea9fe",
                "2852039166",
                "025177524776",
                "0xa9.0xfe.0xa9.0xfe",
                "169.254.43518",
                "0251.0376.0251.0376",
                "3232235521",
                "167772161",
                "localhost",
                "LOCALHOST",
                "LocalHost",
                "localhost.",
                "localhost.localdomain",
                "ip6-localhost",
                "metadata.google.internal",
                "METADATA.google.internal.",
                "mixed.example",
                "１２７.０.０.１",
                "①②⑦.⓪.⓪.①",
                "127。0。0。1",
                "127．0．0．1",
                "127｡0｡0｡1",
                "ｌｏｃａｌｈｏｓｔ",
                "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
                "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
                "ʟocalhost",
                "127.0.0.1%2f",
                "127.0.0.1%00",
                "127.0.0.1%20",
                "%31%32%37.0.0.1",
                "127%2e0%2e0%2e1",
                "local%68ost",
                "[127.0.0.1]",
                "[::1",
                "::1",
                "[]",
                "",
                ".",
                "..",
                "-",
                "a..b",
                "exa mple.com")) {
            forms.add("http://" + host + tail);
        }
        for (String address : List.of(
                "127-0-0-1",
                "10-0-0-1",
                "169-254-169-254",
                "192-168-1-1",
                "172-20-0-1",
                "100-64-0-1",
                "0-0-0-0",
                "224-0-0-1",
                "198-18-0-1")) {
            forms.add("http://" + address + ".evil.example" + tail);
            forms.add("https://" + address + ".evil.example" + tail);
            forms.add(address + ".evil.example" + tail);
        }
        for (String form : List.of(
                "file:///etc/passwd",
                "file://localhost/etc/passwd",
                "FILE:///etc/passwd",
                "ftp://127.0.0.1/",
                "gopher://127.0.0.1:70/_x",
                "dict://127.0.0.1:11211/stats",
                "ldap://127.0.0.1/",
                "jar:http://127.0.0.1/x.jar!/",
                "data:text/plain,secret",
                "javascript:alert(1)",
                "ws://127.0.0.1/",
                "unix:/var/run/docker.sock",
                "tftp://127.0.0.1/x",
                "netdoc:/etc/passwd",
                "mailto:a@b.c",
                "http:/127.0.0.1/",
                "http:127.0.0.1",
                "http:///127.0.0.1/",
                "https:///",
                "http://",
                "http:\\\\127.0.0.1\\",
                "http://example.com\\@127.0.0.1/",
                "\\\\127.0.0.1\\share",
                "//127.0.0.1" + tail,
                "127.0.0.1" + tail,
                "localhost" + tail,
                "[::1]" + tail,
                "127.0.0.1:" + port,
                "http://user@127.0.0.1" + tail,
                "http://user:pass@127.0.0.1" + tail,
                "http://example.com@127.0.0.1" + tail,
                "http://127.0.0.1@example.com/",
                "http://example.com%40127.0.0.1" + tail,
                "http://example.com:80@127.0.0.1" + tail,
                "http://a:b@c@127.0.0.1" + tail,
                "http://127.0.0.1:0/",
                "http://127.0.0.1:65536/",
                "http://127.0.0.1:99999/",
                "http://127.0.0.1:-1/",
                "http://127.0.0.1:80:80/",
                "http://127.0.0.1:8o80/",
                "http://127.0.0.1 /",
                "http://127.0.0.1\t/",
                "http://127.0.0.1\n/",
                "http://127.0.0.1\r\nHost:x/",
                "http://exa\0mple/",
                "http://127.0.0.1/#@example.com",
                "http://127.0.0.1?@example.com",
                "http://127.0.0.1#@example.com/",
                "hTTp://127.0.0.1" + tail,
                " http://127.0.0.1" + tail + " ",
                "http://[::ffff:127.0.0.1]:" + port,
                "http://<127.0.0.1>/",
                "http://\"127.0.0.1\"/")) {
            forms.add(form);
        }
        return forms;
    }

    @Test
    void thereAreEnoughForms() {
        assertThat(forms()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(LEAST_FORMS);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isRefused(String form) {
        try (HttpClientTool tool = tool(PrivateAddressesTest::resolve)) {
            assertThatThrownBy(() -> tool.call(TestTools.call(Map.of("url", form))))
                    .isInstanceOfSatisfying(
                            ToolFailedException.class,
                            e -> assertThat(e.failure().code()).as(form).isIn(REFUSALS));
        }
    }

    @Test
    void namesTheToolAndTheKeyThatLiftsTheRefusal() {
        try (HttpClientTool tool = tool(PrivateAddressesTest::resolve)) {
            assertThatThrownBy(() -> tool.call(TestTools.call(Map.of("url", "http://localhost/"))))
                    .isInstanceOfSatisfying(ToolFailedException.class, e -> {
                        assertThat(e.failure().message()).contains("http_client", "localhost", "loopback");
                        assertThat(e.failure().hint()).contains("tools.http_client.allow_private_addresses: true");
                    });
        }
    }

    @Test
    void asksForAddressesOnceSoThatWhatWasCheckedIsWhatIsConnectedTo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AddressResolver rebinding =
                host -> List.of(InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "192.0.2.1"));
        try (LocalWeb own = new LocalWeb().serve("/page", "text/plain", "reached");
                HttpClientTool tool =
                        new HttpClientTool(TestTools.config(true), rebinding, Clock.systemUTC(), null, null)) {
            ToolResult result =
                    tool.call(TestTools.call(Map.of("url", "http://rebind.example:" + own.port() + "/page")));

            assertThat(result).isInstanceOf(ToolResult.Success.class);
            assertThat(own.asked()).containsExactly("GET /page rebind.example:" + own.port());
        }
        assertThat(asked).hasValue(1);
    }

    private static HttpClientTool tool(AddressResolver resolver) {
        return new HttpClientTool(TestTools.config(false), resolver, Clock.systemUTC(), null, null);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "93.184.216.34",
                "8.8.8.8",
                "1.1.1.1",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "192.0.1.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::8.8.8.8"
            })
    void publicAddressesArePublic(String address) throws Exception {
        assertThat(PublicAddresses.otherKind(InetAddress.getByName(address))).isEmpty();
    }
}
