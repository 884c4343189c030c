# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Passwords in files of settings: what tells one, and what only looks like one."""

import pytest

from commonweal.formats.signs import signs_in
from commonweal.formats.signs.passwords import CONFIG_PASSWORD, MOST


def _lines(path: str, text: str) -> list[int | None]:
    return [found.line for found in signs_in(path, text.encode()) if found.sign == CONFIG_PASSWORD]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("application.properties", "spring.datasource.password=Brunnen@77"),
        ("application-local.properties", "spring.mail.password = tiefes-Wasser"),
        ("app.properties", "sms.authkey=83nd72Kd93mAq2Lx"),
        ("config.yml", "  db_password: 'tiefes#Wasser'  # of the well"),
        ("docker-compose.yaml", "      - MYSQL_ROOT_PASSWORD=Brunnen77"),
        ("docker-compose.yaml", "  DATABASE_URL: postgres://wells:Brunnen77@db.wells.test/wells"),
        ("docker-compose.yaml", "  DSN: 'host=db user=wells password=Brunnen77 port=5432'"),
        ("web.config", '<add connectionString="Server=db;User=w;Pwd=Brunnen77;" />'),
        (".env", "export SECRET_KEY=k3jd93mdlq02kfme"),
        (".env.production", 'API_TOKEN="k3jd93mdlq02kfme"'),
        ("settings.ini", "PASSWD: Brunnen77"),
        ("settings.toml", 'client_secret = "k3jd93mdlq02kfme"'),
        (".npmrc", "//registry.wells.test/:_password=QnJ1bm5lbjc3"),
        ("appsettings.json", '    "DbPassword": "Brunnen77",'),
        ("config/database.json", '  "password": "Brunnen77"'),
        ("conf/secrets.json", '  "wells": "postgres://wells:Brunnen77@db.wells.test/wells"'),
        ("settings.xml", "      <password>Brunnen77</password>"),
        ("conf/context.xml", '  <Resource name="jdbc/w" username="w" password="Brunnen77"/>'),
        ("persistence.xml", '<property name="jdbc.password" value="Brunnen77"/>'),
        ("hibernate.cfg.xml", '<property name="connection.password">Brunnen77</property>'),
        ("app.config", '<add key="ApiSecret" value="k3jd93mdlq02kfme"/>'),
        ("wells/settings.py", "        'PASSWORD': 'Brunnen77',"),
        ("settings/production.env.py", 'DB_PASSWORD = "Brunnen77"'),
        ("wells/settings.py", "SECRET_KEY = 'u3k!8d(93mdlq0_2kf@me^71zz'"),
        ("wp-config.php", "define( 'DB_PASSWORD', 'Brunnen77' );"),
        ("config.php", "$db['default']['password'] = 'Brunnen77';"),
        ("config/config.js", "  password: 'Brunnen77',"),
        ("config/secrets.exs", 'config :wells, secret_key: "k3jd93mdlq02kfme8812jskq"'),
    ],
)
def test_a_password_that_settings_give_is_seen(path: str, line: str) -> None:
    """The name tells it; only the line is kept."""
    found = signs_in(path, f"first: 1\n{line}\n".encode())

    assert [(sign.sign, sign.line, sign.value) for sign in found] == [(CONFIG_PASSWORD, 2, None)]


@pytest.mark.parametrize(
    "line",
    [
        "password=",
        "password=${DB_PASSWORD}",
        "password=$DB_PASSWORD",
        "password=%DB_PASSWORD%",
        "password=@db.password@",
        "password={{ .Values.password }}",
        "password=<your-password>",
        "password={cipher}3jd93mdlq02kfme83",
        "password=ENC(3jd93mdlq02kfme83)",
        "password=changeme",
        "password=CHANGE_ME_123",
        "password=your-password-here",
        "password=********",
        "password=xxxxxxxx",
        "password=postgres",
        "password=Password123",
        "password=Change this in production, or else",
        "password=/run/secrets/db",
        "password=vault:secret/data/db#password",
        "password=os.environ.get('DB')",
        "password.length=12345678",
        "password_file=wells-secret",
        "password: string",
        "password: true",
        "password: !vault |",
        "auth.jwt.secret=authjwtsecret",
        "secret: wells-tls",
        "token: GITHUB_TOKEN",
        "site_key=83nd72Kd93mAq2Lx",
        "google.maps.api.key=83nd72Kd93mAq2Lx",
        "# password=Brunnen77",
        "url=postgres://wells:Brunnen77@localhost/wells",
        "url=postgres://wells:${PASSWORD}@db/wells",
        "url=http://wells.test:8080/a@b",
    ],
)
def test_a_placeholder_or_a_reference_is_no_password(line: str) -> None:
    """What stands for a value, what is kept elsewhere, and what everybody knows."""
    assert _lines("application.properties", f"{line}\n") == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        # Code that asks for a password, names a field or a type, or reads it from elsewhere.
        ("settings.py", "PASSWORD = os.environ['DB_PASSWORD_77']"),
        ("settings.py", "password_field = 'user_password1'"),
        ("settings.py", "'password': 'InputPassword',"),
        ("config.js", "  password: 'required',"),
        ("config.js", "  passwordLabel: 'Your password is 77',"),
        ("config.js", "  // password: 'Brunnen77',"),
        ("config.php", "$password = $_POST['password77'];"),
        ("settings.py", "SECRET_KEY = get('k3jd93mdlq02kfme8812jskq')"),
        ("settings.xml", "<password>${env.WELLS_77}</password>"),
        ("settings.xml", "<!-- <password>Brunnen77</password> -->"),
        ("context.xml", '<property name="password.length" value="Brunnen77"/>'),
        ("appsettings.json", '  "Password": "",'),
        ("appsettings.json", '  "Password": "#{DbPassword77}#",'),
        # Files that are not there to set values.
        ("login.py", "password = 'Brunnen77'"),
        ("src/form.xml", "<password>Brunnen77</password>"),
        ("package.json", '  "password": "Brunnen77",'),
        ("test_config.py", "    smtp_password='newRealP4ss',"),
        ("webpack.config.js", "  password: 'Brunnen77',"),
        ("data/people.json", '  "password": "Brunnen77",'),
    ],
)
def test_what_only_looks_like_a_setting_is_no_password(path: str, line: str) -> None:
    assert _lines(path, f"{line}\n") == []


@pytest.mark.parametrize(
    "path",
    [
        "config/locales/de.yml",
        "src/main/resources/i18n/login.properties",
        "messages_de.properties",
        "src/main/resources/Labels_fr.properties",
        "code.py",
        "README.md",
    ],
)
def test_words_of_a_surface_and_code_are_no_settings(path: str) -> None:
    """The same line is a password in settings alone."""
    assert _lines(path, "login.password=Kennwort77\n") == []
    assert _lines("settings.properties", "login.password=Kennwort77\n") == [1]


def test_a_list_of_variables_has_the_value_on_the_next_line() -> None:
    """As containers are given them."""
    text = "env:\n  - name: DB_PASSWORD\n    value: Brunnen77\n  - name: CITY\n    value: Wells77\n"

    assert _lines("deployment.yaml", text) == [3]


def test_keys_of_a_site_are_handed_to_every_reader() -> None:
    """A key of the search of a site of pages is public; a password is not."""
    text = "api_key: k3jd93mdlq02kfme\npassword: Brunnen77\n"

    assert _lines("mkdocs.yml", text) == [2]
    assert _lines("settings.yml", text) == [1, 2]


def test_the_name_of_who_is_let_in_is_no_secret() -> None:
    """As files that start a database on one's own machine have it."""
    text = "POSTGRES_USER: wells\nPOSTGRES_PASSWORD: Wells\nURL: postgres://wells:wells@db/w\n"

    assert _lines("docker-compose.yml", text) == []
    assert _lines("docker-compose.yml", text.replace("Wells", "Brunnen77")) == [2]


def test_only_so_many_of_a_file_are_kept() -> None:
    """A file of a thousand passwords is one trouble."""
    assert len(_lines("a.env", "PASSWORD=Brunnen77\n" * 1000)) == MOST
