"""Which places of the scripts of a page of many words are reached without a visitor, perhaps under a condition."""

import pytest

from scamtriage.parse.html.scripts.possible_redirects import possible_redirects
from tests.cost import least_cpu_s
from tests.parse.html.test_script_leads import ELSEWHERE, GOES, TEXT, because

LONG = TEXT * 4


@pytest.mark.parametrize(
    "script",
    [
        f"if(!navigator.webdriver){{{GOES}}}",
        f"fetch('https://geo.test/json').then(r=>r.json()).then(d=>{{if(d.country=='TH'){GOES}}})",
        f"fetch('/seen').finally(function(){{{GOES}}})",
        f"$.get('/who',function(d){{if(d.ok){GOES}}})",
        f"$.ajax({{url:'/who',success:function(d){{if(d.ok){GOES}}}}})",
        f"(async()=>{{const r=await fetch('/who');if(r.ok){GOES}}})()",
        f"(function(){{switch(n){{case 1:{GOES}}}}})()",
        f"!function(){{if(n){GOES}}}()",
        f"function go(){{if(n){GOES}}}go()",
        f"var go=()=>{{if(n){GOES}}};setTimeout(go,900)",
        f"function go(){{if(n){GOES}}}document.addEventListener('mousemove',go)",
        f"addEventListener('touchstart',()=>{{if(n){GOES}}})",
        f"window.onload=function(){{if(n){GOES}}}",
        f"x.onreadystatechange=function(){{if(n){GOES}}}",
        f"$(document).ready(function(){{if(n){GOES}}})",
        "if(n)window.location['href']='https://x.test/'",
        f"(function(w){{if(n){GOES}}}).call(this,window)",
        f"var q=(function(){{if(n){GOES};return 1}})()",
        f"function f(){{return (()=>{{if(n){GOES}}})()}}f()",
        f"fetch('/seen').then((function(){{if(n){GOES}}}))",
        f"addEventListener('load',(function(){{if(n){GOES}}}))",
        f"$(function(){{if(n){GOES}}})",
        f"function one(){{if(n){GOES}}}function two(){{one()}}window.onload=two",
        f"new Vue({{mounted:function(){{if(n){GOES}}}}})",
        f"[1].forEach(function(){{if(n){GOES}}})",
        "var m=document.createElement('meta');m.httpEquiv='refresh';m.content='0;url=https://x.test/';document.head.append(m)",
        "var a=document.createElement('a');if(n){a.href='https://x.test/';a.click()}",
    ],
)
def test_what_starts_by_itself_may_lead_on(script: str) -> None:
    assert because(f"{LONG}<script>{script}</script>") == ELSEWHERE
    assert because(f"{LONG}<script>{script.replace('x.test', 'www.a.test')}</script>") == ""


@pytest.mark.parametrize(
    "script",
    [
        "fetch('/gate').then(r=>r.json()).then(d=>{if(d.u)location.href=d.u})",
        "fetch('/gate').then(r=>r.text()).then(t=>location.replace(t))",
        "$.get('/gate',function(d){window.location=d.url})",
        "$.ajax({url:'/gate',success:function(d){location.href=d}})",
        "var x=new XMLHttpRequest();x.onload=function(){location=x.responseText};x.open('GET','/gate');x.send()",
        "(async()=>{const r=await fetch('/gate');location.href=await r.text()})()",
    ],
)
def test_an_address_that_a_server_tells_may_be_anywhere(script: str) -> None:
    assert because(f"{LONG}<script>{script}</script>") == ELSEWHERE
    assert because(f"{LONG}<script>b.onclick=function(){{{script}}}</script>") == ""


@pytest.mark.parametrize(
    "script",
    [
        "if (location.protocol != 'https:') { location = document.URL.replace(/^http:/i, 'https:'); }",
        f"function leave(){{{GOES}}}",
        f"document.getElementById('no').addEventListener('click',function(){{{GOES}}})",
        f"$(document).on('click','.a',function(){{{GOES}}})",
        f"$(function(){{$('.b').on('click',function(e){{{GOES}}})}})",
        f"new Vue({{el:'#a',methods:{{go:function(){{{GOES}}}}}}})",
        f"new Vue({{el:'#a',methods:{{go(){{{GOES}}}}}}})",
        f"h('button',{{onClick:()=>{{{GOES}}}}})",
        f"b.onclick=()=>{GOES}",
        f"b.addEventListener('click',go);function go(){{{GOES}}}",
        f"const go=()=>{{{GOES}}};b.addEventListener('click',go)",
        f"function go(){{{GOES}}}function ask(){{go()}}b.onclick=ask",
        f"$scope.go=function(){{{GOES}}}",
        f"window.App={{login:function(){{{GOES}}}}}",
        f"class App{{go(){{{GOES}}}}}new App()",
        f"export function login(){{{GOES}}}",
        f"function again(){{{GOES};again()}}",
        f"form.addEventListener('submit',async e=>{{const r=await fetch('/pay');{GOES}}})",
        f"$('.b').on('click',function(){{{GOES}}}).show()",
        f"b.addEventListener('click',(function(){{{GOES}}}))",
        f"$('.b').click((function(){{{GOES}}})).show()",
        f"var handlers={{go:(function(){{{GOES}}})}}",
        f"cards.forEach(c=>c.addEventListener('click',()=>{{{GOES}}}))",
        f"addEventListener('message',e=>{{if(e.data=='x'){GOES}}})",
        f"addEventListener('keydown',e=>{{if(e.key=='Escape'){GOES}}})",
        "function save(){const a=document.createElement('a');a.href='https://x.test/f.pdf';a.click()}b.onclick=save",
        "const config={location:'https://x.test/',api:'/x'}",
        "gtag('config','G-1',{page_location:'https://x.test/',page_path:location.pathname})",
        "open('https://x.test/?u='+location.href,'_blank')",
        "fetch('/me').then(r=>{if(r.status==401)location.href='/login'})",
        "fetch('/me').then(r=>{if(!r.ok)location.reload()})",
        "fetch('/n').then(r=>r.json()).then(d=>{send(location.href,d.x)})",
        "fetch('/n').then(r=>r.json()).then(d=>{if(location.pathname==d.path)mark(d)})",
        "fetch('/w').then(r=>r.json()).then(d=>{var location=d.location;el.textContent=location})",
        "fetch('/w').then(r=>r.json()).then(d=>{el.textContent=d.location.name})",
        "items.map(item=>({location:item.place,name:item.name}))",
        "send(location.href,'https://x.test/')",
        "location.href=location.href.replace('a','b')",
    ],
)
def test_what_waits_for_its_visitor_does_not(script: str) -> None:
    assert because(f"{LONG}<script>{script}</script>") == ""


def test_many_functions_cost_little() -> None:
    goes = "".join(f"location='//x{number}.test';" for number in range(900))
    scripts = [
        "".join(f"function f{number}(){{f{number + 1}();" for number in range(400)) + goes + "}" * 400,
        "".join(f"function f{number}(){{f{number + 1}();f0()}}" for number in range(400)) + f"function f400(){{{goes}}}",
        f"function go(){{{goes}}}" + "function no(){go()}" * 600,
        f"go();function go(){{{goes}}}" + "function no(){go()}" * 400,
        "class A{" + "".join(f"m{number}(){{location='//x{number}.test'}}" for number in range(500)) + "}",
    ]
    found: list[int] = []
    assert (
        least_cpu_s(lambda: found.append(sum(len([*possible_redirects([one], [], {}, by_itself=True)]) for one in scripts)), within=1.5)
        <= 1.5
    )
    assert found[0] == 900  # of the one that is called
